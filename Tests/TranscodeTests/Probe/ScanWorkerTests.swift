import CLibav
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

    @Test func makesPicturesSmallAndRefusesWhatIsNone() throws {
        let large = folder.file("a.png", try Self.png(width: 1_000, height: 500))
        let text = folder.file("b.jpg", Array("a text".utf8))
        socket.send(try JSONLine.encode(WorkerOrder.shrink(path: large, width: 200, height: 200)))
        socket.send(try JSONLine.encode(WorkerOrder.shrink(path: text, width: 200, height: 200)))
        socket.endOrders()
        var control = WorkerControl(descriptor: socket.worker)
        ScanWorker.serve(&control)

        let events = try socket.received(WorkerEvent.self)
        guard case .shrunk(large, let jpeg) = try #require(events.first) else {
            return #expect(events == [])
        }
        #expect(try Self.size(of: jpeg.bytes) == [200, 100])
        #expect(
            events.last
                == .unread(path: text, reason: "It is not a JPEG, PNG or WebP picture."))
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

extension ScanWorkerTests {
    /// A picture of one colour.
    private static func png(width: Int, height: Int) throws -> [UInt8] {
        let encoder = try Encoder.open("png") { context in
            context.width = CInt(width)
            context.height = CInt(height)
            context.pix_fmt = AV_PIX_FMT_RGB24
            context.time_base = AVRational(num: 1, den: 1)
        }
        let picture = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_RGB24)
        memset(
            clibav_plane(picture.pointer, 0), 100,
            height * Int(clibav_stride(picture.pointer, 0)))
        let packet = Packet()
        _ = try encoder.send(picture)
        encoder.finish()
        _ = try encoder.receive(into: packet)
        return Array(packet.bytes)
    }

    /// Columns and rows, as a JPEG's start of frame has them.
    private static func size(of jpeg: [UInt8]) throws -> [Int] {
        let start = try #require(
            jpeg.indices.dropLast(9).first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        func number(_ at: Int) -> Int { Int(jpeg[start + at]) << 8 | Int(jpeg[start + at + 1]) }
        return [number(7), number(5)]
    }
}
