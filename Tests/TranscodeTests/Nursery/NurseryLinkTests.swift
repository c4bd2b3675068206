import Glibc
import Testing
import Wire

@testable import Transcode

@Suite struct NurseryLinkTests {
    private let socket = TestSocket()
    private var link: NurseryLink

    init() {
        link = NurseryLink(descriptor: socket.worker)
    }

    @Test mutating func everyStartTakesItsOwnDescriptors() throws {
        let nothing = open("/dev/null", O_RDWR)
        defer { close(nothing) }
        let start = NurseryRequest.start(id: 1, job: .scan)
        socket.send(try JSONLine.encode(NurseryRequest.kill(id: 3)))
        socket.send(try JSONLine.encode(start), [nothing, nothing])

        let arrived = link.receive()
        let waiting = link.takeDescriptors()
        let more = link.takeDescriptors()
        #expect(arrived == .requests([.kill(id: 3), start]))
        #expect(more == nil)
        let taken = try #require(waiting)
        #expect(taken.output > 2 && taken.control > 2 && taken.output != taken.control)
        #expect(fcntl(taken.control, F_GETFD) == FD_CLOEXEC)
        taken.closeBoth()
    }

    @Test mutating func anyOtherNumberOfDescriptorsIsNone() throws {
        socket.send(try JSONLine.encode(NurseryRequest.start(id: 1, job: .scan)), [0])
        _ = link.receive()
        let taken = link.takeDescriptors()

        #expect(taken == nil)
    }

    @Test mutating func aLineMayComeInPieces() throws {
        let line = try JSONLine.encode(NurseryRequest.kill(id: 3))
        socket.send(Array(line.prefix(4)))
        let nothing = link.receive()
        socket.send(Array(line.dropFirst(4)))
        let arrived = link.receive()

        #expect(nothing == .requests([]))
        #expect(arrived == .requests([.kill(id: 3)]))
    }

    @Test mutating func whatOurDaemonNeverSendsIsNonsense() {
        socket.send(Array("hello\n".utf8))
        let arrived = link.receive()

        #expect(arrived == .nonsense("a line of 5 bytes that is no request"))
    }

    @Test mutating func theDaemonsEndIsTheEnd() {
        socket.hangUp()
        let arrived = link.receive()

        #expect(arrived == .end)
        #expect(!link.tell(.ready(libav: "5")))
    }

    @Test func eventsArriveAsLines() throws {
        #expect(link.tell(.started(id: 1, pid: 2)))
        #expect(try socket.received(NurseryEvent.self) == [.started(id: 1, pid: 2)])
    }

    @Test func aDescriptorThatIsNoSocketIsNotConnected() {
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }

        #expect(link.isConnected)
        #expect(!NurseryLink(descriptor: file).isConnected)
        #expect(!NurseryLink(descriptor: 9_999).isConnected)
    }
}
