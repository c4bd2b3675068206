import Testing
import Wire

@testable import Transcode

@Suite struct ScanWorkerTests {
    private let socket = TestSocket()
    private let folder = TemporaryFolder()

    init() throws {
        try Libav.load()
    }

    @Test func answersEveryPathInOrderAndEndsWithTheDaemon() throws {
        let text = folder.file("a.mp4", Array("a text".utf8))
        let empty = folder.file("b.mkv", [])
        socket.send(try JSONLine.encode(WorkerOrder.probe(paths: [text, empty])))
        socket.send(try JSONLine.encode(WorkerOrder.probe(paths: [text])))
        socket.endOrders()
        var control = WorkerControl(descriptor: socket.worker)
        ScanWorker.serve(&control)

        let notMedia = WorkerEvent.unplayable(
            path: text, reason: "It is not a video or sound file.")
        #expect(
            try socket.received(WorkerEvent.self) == [
                notMedia, .unplayable(path: empty, reason: "The file is empty."), notMedia,
            ])
    }
}
