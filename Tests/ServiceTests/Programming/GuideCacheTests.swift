import Broadcast
import CZlib
import NIOCore
import Store
import Testing
import Wire

@testable import Service

@Suite struct GuideCacheTests {
    private let shelf: Shelf

    init() async throws {
        shelf = try await Shelf()
        try await shelf.add("a", "b", "c")
    }

    private func text(_ document: CachedDocument) throws -> String {
        try document.text()
    }

    @Test func everyChannelIsInTheGuideForMoreThanADay() async throws {
        _ = try await shelf.addChannel("Films <1>")
        _ = try await shelf.addChannel("Card", playing: #"{"kind":"card","title":"Test card"}"#)
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()

        let text = try text(await guide.xmltv())
        #expect(text.contains("<display-name>1 Films &lt;1&gt;</display-name>"))
        #expect(text.contains(#"<programme start="20231115120000 +0000" stop="20231115121000"#))
        #expect(text.contains(#"<programme start="20231116170000 +0000" stop="20231116171000"#))
        #expect(text.contains("<title>Test card</title>"))
        #expect(text.hasSuffix("</tv>\n"))
    }

    @Test(arguments: [1, 2, 7, 14])
    func theGuideReachesAsManyDaysAsAreWanted(days: Int) async throws {
        _ = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start(days: days)
        await keeper.tendAll()

        let text = try text(await guide.xmltv())
        let day = 15 + days
        #expect(
            text.contains(#"<programme start="202311\#(day)170000 +0000" stop="202311\#(day)171"#))
        #expect(!text.contains(#"start="202311\#(day)18"#))
    }

    @Test func whatIsKnownOfAFileIsInTheGuide() async throws {
        var changes = FolderChanges()
        var naming = MediaNaming(title: "Pilot", sortKey: "s")
        naming.show = "Cats & Dogs"
        naming.season = 1
        naming.episode = 3
        changes.new = [
            FoundFile(
                name: "s", signature: FileSignature(size: 1, modified: 1, inode: 0), naming: naming)
        ]
        try await shelf.store.apply(changes, in: "", of: shelf.source, at: shelf.clock.now)
        try await shelf.add()
        _ = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()

        #expect(
            try text(await guide.xmltv()).contains(
                """
                <title>Cats &amp; Dogs</title>
                <sub-title>Pilot</sub-title>
                <episode-num system="onscreen">S01E03</episode-num>
                <episode-num system="xmltv_ns">0.2.</episode-num>
                <previously-shown />
                </programme>
                """))
    }

    @Test func theGuideStaysTheSameWhileNothingChanges() async throws {
        _ = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        let first = try await guide.xmltv()
        shelf.clock.advance(.seconds(3_000))
        await keeper.tendAll()
        #expect(try await guide.xmltv().etag == first.etag)

        let (again, restarted) = shelf.start()
        await restarted.tendAll()
        #expect(try await again.xmltv().etag == first.etag)

        shelf.clock.advance(.seconds(1_000))
        await keeper.tendAll()
        #expect(try await guide.xmltv().etag != first.etag)
    }

    @Test func G2_aChannelThatIsGoneLeavesTheGuideAtOnce() async throws {
        let films = try await shelf.addChannel("Films")
        _ = try await shelf.addChannel("Other")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        #expect(try text(await guide.xmltv()).contains(">1 Films<"))

        try await shelf.store.removeChannel(films)
        await keeper.tendAll()
        #expect(try !text(await guide.xmltv()).contains("Films"))
        #expect(try !text(await guide.m3u(base: "http://a")).contains("Films"))
    }

    @Test func thePlaylistListsEveryChannelUnderTheAddressReached() async throws {
        _ = try await shelf.addChannel("Films")
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()

        #expect(
            try text(await guide.m3u(base: "http://10.0.0.5:8411"))
                .contains("http://10.0.0.5:8411/auto/v1\n"))
        #expect(try text(await guide.m3u(base: "http://box")).contains("http://box/auto/v1\n"))
    }

    @Test func withoutAnyTimelineThereIsNoGuide() async throws {
        let (guide, _) = shelf.start()

        await #expect(throws: GuideUnavailable.self) { try await guide.xmltv() }
    }

    @Test func theCompressedFormIsOneStreamOfTheSameBytes() async throws {
        for name in 1...5 { _ = try await shelf.addChannel("Films \(name)") }
        let (guide, keeper) = shelf.start()
        await keeper.tendAll()
        let document = try await guide.xmltv()

        #expect(try gunzip(document.gzipped) == text(document))
        #expect(document.gzippedLength < document.length / 5)
    }

    private func gunzip(_ pieces: [ByteBuffer]) -> String {
        var input = pieces.flatMap { Array(buffer: $0) }
        var output = [UInt8](repeating: 0, count: 10_000_000)
        var stream = z_stream()
        // 16: a gzip header and trailer, both checked.
        inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { inflateEnd(&stream) }
        let count = input.count
        let result = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        #expect(result == Z_STREAM_END)
        #expect(stream.avail_in == 0)
        return String(decoding: output.prefix(Int(stream.total_out)), as: UTF8.self)
    }
}
