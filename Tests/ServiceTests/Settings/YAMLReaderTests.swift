import Broadcast
import Testing

@testable import Service

@Suite struct YAMLReaderTests {
    @Test func aDocumentBecomesATreeWithPlaces() throws {
        let tree = try YAMLReader.read(
            Array(
                """
                # Comment
                server:
                  port: 80
                  hosts: [a, "b c"]
                """.utf8))

        let hosts: [YAMLNode] = [
            scalar("a", 4, 11), scalar("b c", 4, 14, isPlain: false),
        ]
        let server = YAMLNode(
            .mapping([
                .init(key: "port", place: place(3, 3), value: scalar("80", 3, 9)),
                .init(
                    key: "hosts", place: place(4, 3),
                    value: YAMLNode(.sequence(hosts), at: place(4, 10))),
            ]), at: place(3, 3))
        #expect(
            tree
                == YAMLNode(
                    .mapping([.init(key: "server", place: place(2, 1), value: server)]),
                    at: place(2, 1)))
    }

    @Test(arguments: ["", "# only a comment\n", "---\n"])
    func anEmptyFileIsEmpty(text: String) throws {
        #expect(try YAMLReader.read(Array(text.utf8)).isEmpty)
    }

    @Test(arguments: [
        ("a: &x 1", YAMLError.alias(place(1, 4))),
        ("a: *x", .alias(place(1, 4))),
        ("a: !!str 1", .tag(place(1, 4))),
        ("a: 1\n---\nb: 2", .secondDocument(place(2, 1))),
        ("[a]: 1", .keyIsNoText(place(1, 1))),
        (String(repeating: "[", count: 40), .tooDeep(place(1, 33))),
    ])
    func whatIsNotSupportedIsRefused(text: String, error: YAMLError) {
        #expect(throws: error) { try YAMLReader.read(Array(text.utf8)) }
    }

    @Test func aFileOfMoreThanOneMegabyteOrManyNodesIsRefused() {
        let long = Array(repeating: Array("# 34567\n".utf8), count: 131_073).flatMap(\.self)
        #expect(throws: YAMLError.tooLarge) { try YAMLReader.read(long) }
        let many = Array(repeating: Array("- 1\n".utf8), count: 50_001).flatMap(\.self)
        #expect(throws: YAMLError.tooDeep(place(50_000, 3))) { try YAMLReader.read(many) }
    }

    @Test(arguments: [
        (Array("a: [1\nb: 2\n".utf8), 2), (Array("a:\n\t- b".utf8), 2), (Array("a: 'b".utf8), 1),
        ([0x61, 0x3A, 0x20, 0x78, 0x0A, 0xFF], 2), ([0x61, 0x00], 1),
    ])
    func brokenTextNamesItsLine(bytes: [UInt8], line: Int) {
        do {
            _ = try YAMLReader.read(bytes)
            Issue.record("accepted")
        } catch {
            #expect(error.place.line == line)
            #expect(error.message.hasPrefix("This is not YAML: "))
        }
    }
}

private func place(_ line: Int, _ column: Int) -> YAMLNode.Place {
    YAMLNode.Place(line: line, column: column)
}

private func scalar(_ text: String, _ line: Int, _ column: Int, isPlain: Bool = true) -> YAMLNode {
    YAMLNode(.scalar(text, isPlain: isPlain), at: place(line, column))
}
