import Testing
import Wire

@testable import Transcode

@Suite struct WorkerControlTests {
    private let socket = TestSocket()
    private var control: WorkerControl

    init() {
        control = WorkerControl(descriptor: socket.worker)
    }

    @Test mutating func ordersThatAreUnknownAreLeftOut() throws {
        socket.send(Array("{\"dance\":{}}\n".utf8))
        socket.send(try JSONLine.encode(WorkerOrder.probe(paths: ["/a"])))
        let orders = control.receive()

        #expect(orders == [.probe(paths: ["/a"])])
    }

    @Test func aWorkerAtWorkSeesThatTheDaemonIsGone() throws {
        socket.send(try JSONLine.encode(WorkerOrder.probe(paths: [])))
        #expect(control.isOpen)
        socket.hangUp()
        #expect(!control.isOpen)
    }

    @Test mutating func theDaemonsEndIsTheEnd() {
        socket.hangUp()
        let orders = control.receive()

        #expect(orders == nil)
        #expect(!control.tell(.made(path: "/a")))
    }
}
