import NIOCore
import Testing

@testable import Service

@Suite struct CachedDocumentTests {
    @Test(arguments: [1, 262_143, 262_144, 262_145, 700_000])
    func aPieceOfAnyLengthComesOutAsItWentIn(_ length: Int) throws {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) }
        let piece = try GuidePiece(bytes)
        #expect(piece.length == length)
        #expect(piece.blocks.count == (length + 262_143) / 262_144)
        #expect(try piece.blocks.flatMap { Array(buffer: try $0.inflated()) } == bytes)
    }

    @Test func memoryGoesByWhatIsPacked() throws {
        let programme = "<programme channel=\"1.exstreamtv\"><title>News</title></programme>\n"
        let piece = try GuidePiece(Array(String(repeating: programme, count: 20_000).utf8))
        #expect(piece.blocks.reduce(0) { $0 + $1.deflated.storageCapacity } < piece.length / 50)
    }

    @Test func anEmptyPieceIsNothing() throws {
        let document = CachedDocument(contentType: "text/plain", [try GuidePiece([])])
        #expect(document.length == 0)
        #expect(try document.text() == "")
    }
}

extension CachedDocument {
    /// What clients read that do not unpack.
    func text() throws -> String {
        String(decoding: try blocks.flatMap { Array(buffer: try $0.inflated()) }, as: UTF8.self)
    }
}
