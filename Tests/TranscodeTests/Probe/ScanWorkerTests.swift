import Glibc
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

    @Test func readsNFOFilesAndRefusesThoseThatOnlyAnAttackerWrites() throws {
        let good = folder.file("a.nfo", Array("<movie><title>A</title></movie>".utf8))
        let bomb = folder.file("b.nfo", Array("<!DOCTYPE x [<!ENTITY a \"b\">]><movie/>".utf8))
        let huge = folder.file("c.nfo", [])
        #expect(truncate(huge, 1_073_741_824) == 0)
        socket.send(try JSONLine.encode(WorkerOrder.read(paths: [good, bomb, huge, "/nowhere"])))
        socket.endOrders()
        var control = WorkerControl(descriptor: socket.worker)
        ScanWorker.serve(&control)

        #expect(
            try socket.received(WorkerEvent.self) == [
                .read(path: good, nfo: try NFO(Array("<movie><title>A</title></movie>".utf8))),
                .unread(path: bomb, reason: NFO.Refusal.documentType.reason),
                .unread(path: huge, reason: NFO.Refusal.tooLarge.reason),
                .unread(
                    path: "/nowhere",
                    reason: "The file cannot be read: No such file or directory."),
            ])
    }
}
