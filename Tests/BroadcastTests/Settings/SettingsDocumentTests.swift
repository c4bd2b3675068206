import Broadcast
import Testing

@Suite struct SettingsDocumentTests {
    private var settings = Settings()

    @Test mutating func sectionsAreApplied() {
        let problems = settings.apply(
            document([
                ("server", mapping([("port", .scalar("80", isPlain: true))])),
                ("library", mapping([("folders", list(["/a", "/b"]))])),
                ("hdhomerun", mapping([("device_id", .scalar("~", isPlain: true))])),
                ("logging", .scalar("", isPlain: true)),
            ]))

        #expect(problems == [])
        #expect(settings.server.port == 80)
        #expect(settings.library.folders == ["/a", "/b"])
    }

    @Test mutating func everyProblemIsFoundAndTheRestIsSet() {
        let problems = settings.apply(
            document([
                ("serve", mapping([("port", .scalar("80", isPlain: true))])),
                (
                    "server",
                    mapping([
                        ("port", .scalar("x", isPlain: true)),
                        ("port", .scalar("80", isPlain: true)),
                        ("host", mapping([])),
                    ])
                ),
                ("database", .scalar("/a", isPlain: true)),
                ("logging", mapping([("level", .scalar("debug", isPlain: false))])),
                ("logging", mapping([])),
            ]))

        #expect(
            problems.map(\.problem) == [
                .unknownSection("serve", nearest: "server"),
                .badValue(
                    key: "server.port", value: "x", accepts: "a whole number from 0 to 65535"),
                .repeatedKey("server.port"), .nested(key: "server.host"),
                .notASection("database"), .repeatedKey("logging"),
            ])
        #expect(problems.allSatisfy { $0.place == YAMLNode.Place(line: 1, column: 1) })
        #expect(settings.logging.level == "debug")
    }

    @Test mutating func anEmptyFileChangesNothing() {
        #expect(settings.apply(YAMLNode(.scalar("", isPlain: true), at: start)) == [])
        #expect(settings == Settings())
    }

    @Test mutating func aFileThatIsAListIsRefused() {
        let problems = settings.apply(YAMLNode(.sequence([]), at: start))

        #expect(problems.map(\.problem) == [.notASection("config.yaml")])
    }
}

private let start = YAMLNode.Place(line: 1, column: 1)

private func mapping(_ entries: [(String, YAMLNode.Content)]) -> YAMLNode.Content {
    .mapping(
        entries.map { YAMLNode.Entry(key: $0, place: start, value: YAMLNode($1, at: start)) })
}

private func document(_ entries: [(String, YAMLNode.Content)]) -> YAMLNode {
    YAMLNode(mapping(entries), at: start)
}

private func list(_ texts: [String]) -> YAMLNode.Content {
    .sequence(texts.map { YAMLNode(.scalar($0, isPlain: true), at: start) })
}
