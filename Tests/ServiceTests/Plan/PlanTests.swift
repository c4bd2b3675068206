import FoundationEssentials
import Testing

@testable import Service

@Suite struct PlanTests {
    private static let document = """
        timezone: America/Chicago
        from: 2020-10-18T00:00:00
        to:   2020-10-18T03:00:00
        seed: 1
        media:
          - {id: 1, duration: 55m, title: "One", released: 2020-01-01, chapters: [0s, 6m]}
          - {id: 2, duration: 55m, released: 2020-01-02}
          - {id: 3, duration: 5m}
          - {id: 4, duration: 5m}
        collections:
          a: [1, 2]
          b: [3, 4]
        fillers:
          tail5: {collection: b, mode: duration}
        schedule:
          kind: classic
          items:
            - {mode: flood, collection: a, tail: tail5}
            - {mode: one, collection: a, start: "03:00"}
        """

    private func plan(_ text: String, from: String? = nil, to: String? = nil) throws -> String {
        try Plan(Array(text.utf8), named: "a.yaml").json(from: from, to: to, anchor: nil)
    }

    private func fault(_ change: (String, String)) -> String? {
        do {
            let text = Self.document.split(separator: change.0, maxSplits: 1)
                .joined(separator: change.1)
            _ = try plan(text)
            return nil
        } catch Plan.Failure.document(let text) {
            return text
        } catch {
            return "\(error)"
        }
    }

    @Test func F6_aDocumentBecomesATimeline() throws {
        let json = try plan(Self.document)

        #expect(
            json.contains(
                #"{"finish":"2020-10-18T00:55:00-05:00","group":1,"guide_finish":null,"in":0,"#
                    + #""kind":"content","media":1,"out":3300,"start":"2020-10-18T00:00:00-05:00","#
                    + #""title":"One"}"#))
        #expect(json.contains(#""kind":"tail","media":3,"out":300,"start":"2020-10-18T02:45:00"#))
        #expect(json.contains(#""next_start":"2020-10-18T03:00:00-05:00""#))
        #expect(json.contains(#""warnings":[]"#))
        #expect(try plan(Self.document) == json)
    }

    @Test func timesCanBeGivenInsteadOfTheDocuments() throws {
        let json = try plan(
            Self.document, from: "2020-10-19T00:00:00Z", to: "2020-10-18T20:00:00-05:00")
        #expect(json.contains(#""start":"2020-10-18T00:00:00-05:00""#))
    }

    @Test(arguments: [
        (
            "mode: flood", "mode: flod",
            "a.yaml: Line 18, column 14: “mode” cannot be “flod”. "
                + "It must be one of flood, duration, multiple, one."
        ),
        (
            "collection: b, mode", "colection: b, mode",
            "a.yaml: Line 14, column 11: “colection” is not known here. Did you mean “collection”?"
        ),
        (
            "tail: tail5}", "tail: tail4}",
            "a.yaml: Line 18, column 42: “tail” names “tail4”, which is no filler. "
                + "Add it to “fillers”."
        ),
        (
            "[1, 2]", "[1, 7]",
            "a.yaml: Line 11, column 10: “a” has 7, which is no media. Add it to “media”."
        ),
        (
            "America/Chicago", "America/Chigaco",
            "a.yaml: “America/Chigaco” is not a time zone that this machine knows. Use a name such "
                + "as Europe/Helsinki, and install the package tzdata if it is missing."
        ),
        (
            "duration: 55m", "duration: long",
            "a.yaml: Line 6, column 23: “duration” cannot be “long”. "
                + "It must be a length such as 1h30m, 45s or 250ms."
        ),
    ]) func whatIsWrongIsNamedWithItsPlace(part: String, other: String, said: String) {
        #expect(fault((part, other)) == said)
    }

    @Test func aScheduleThatCannotBeBuiltSaysWhy() {
        let text = Self.document.split(separator: "[1, 2]").joined(separator: "[]")
        #expect(throws: Plan.Failure.self) { try plan(text) }
        do {
            _ = try plan(text)
        } catch Plan.Failure.schedule(let said) {
            #expect(said.hasPrefix("Nothing can be scheduled: “a” has nothing to play."))
        } catch {
            Issue.record(error)
        }
    }

    private static let library = """
        from: 2024-01-01T00:00:00
        to: 2024-01-01T03:00:00
        media: [{id: 1, duration: 30m, released: 2020-01-01}, {id: 2, duration: 1m}]
        collections: {a: [1], b: [2]}
        fillers: {f: {collection: b, mode: duration}}
        channels: {other: {kind: classic, items: [{collection: a}]}}
        schedule:

        """

    /// What plays, as media and minutes since the beginning.
    private func played(_ schedule: String) throws -> String {
        struct Output: Decodable {
            struct Item: Decodable {
                let media: Int?
                let start: String
            }
            let items: [Item]
        }
        let json = try plan(Self.library + "  {" + schedule + "}")
        let output = try JSONDecoder().decode(Output.self, from: Data(json.utf8))
        return output.items.prefix(3).map { item in
            "\(item.media ?? 0)@\(item.start.dropFirst(11).prefix(5))"
        }.joined(separator: " ")
    }

    @Test(arguments: [
        (
            "items: [{collection: b}], alternates: [{weekdays: [mon], schedule: {items: [{collection: a}]}}]",
            "1@00:00 1@00:30 1@01:00"
        ),
        (
            "kind: blocks, blocks: {x: {length: 1h, items: [{collection: a}]}}, decos: {d: {default_filler: f}}, deco: d, templates: {t: [{start: \"00:00\", block: x}]}, calendar: [{template: t, from: 12-24, to: 01-06}]",
            "1@00:00 2@00:30 2@00:31"
        ),
        (
            "kind: slots, pad: 40m, slots: [{start: \"00:00\", collection: a}]",
            "1@00:00 0@00:30 1@00:40"
        ),
        (
            "kind: slots, fallback: f, slots: [{start: \"00:00\", redirect: other}, {start: \"00:15\"}, {start: \"02:00\", sources: [{collection: a, cooldown: 5m}]}]",
            "1@00:00 2@00:15 2@00:16"
        ),
        (
            "kind: balance, sources: [{collection: a, cooldown: 10m}], fallback: f",
            "1@00:00 2@00:30 2@00:31"
        ),
        ("kind: mirror, channel: other, offset: 10m", "1@00:00 1@00:10 1@00:40"),
        ("kind: card, title: Hello", "0@00:00 0@01:00 0@02:00"),
    ]) func everyKindOfScheduleCanBeADocument(schedule: String, timeline: String) throws {
        #expect(try played(schedule) == timeline)
    }

    @Test(arguments: [
        (
            "kind: blocks, templates: {t: [{start: \"00:00\", block: x}]}",
            "a.yaml: Line 8, column 58: “block” names “x”, which is not there. "
                + "Add it, or name another one."
        ),
        (
            "kind: slots, slots: [{start: \"mon 00:00\", collection: a}]",
            "a.yaml: Line 8, column 33: “start” must be a time of the day. "
                + "Write it as \"18:00\"."
        ),
        (
            "kind: mirror, channel: othr",
            "a.yaml: Line 8, column 27: “channel” names “othr”, which is not there. "
                + "Did you mean “other”?"
        ),
        (
            "items: [{collection: a}], alternates: [{from: 13-01, to: 01-01, schedule: {}}]",
            "a.yaml: Line 8, column 50: “from” must be a date. "
                + "Write it as 12-24 for every year, or as 2024-12-24."
        ),
    ]) func whatIsWrongWithAKindIsNamed(schedule: String, said: String) {
        do {
            _ = try plan(Self.library + "  {" + schedule + "}")
            Issue.record("it was read")
        } catch Plan.Failure.document(let text) {
            #expect(text == said)
        } catch {
            Issue.record(error)
        }
    }

    /// The media of a flood through a mix of collections.
    private func mixed(_ mix: String, order: String = "custom") throws -> [Int] {
        struct Output: Decodable {
            struct Item: Decodable { let media: Int }
            let items: [Item]
        }
        let json = try plan(
            """
            from: 2024-01-01T00:00:00
            to: 2024-01-01T08:00:00
            media:
              - {id: 10, duration: 1h, show: X, season: 1}
              - {id: 20, duration: 1h, show: Y, season: 1, episode: 1, repeat: 2}
              - {id: 30, duration: 1h, show: Z, season: 1, episode: 1, repeat: 2}
            collections: {x: [10], y: [20..21], z: [30..31], all: [30, 31, 10, 20, 21], m: \(mix)}
            schedule: {items: [{collection: m, order: \(order)}]}
            """)
        return try JSONDecoder().decode(Output.self, from: Data(json.utf8)).items.map(\.media)
    }

    @Test func E6_aPlaylistPlaysItsEntriesInTurn() throws {
        let one = "{playlist: [{collection: x}, {collection: y, play_all: true}, {collection: z}]}"
        #expect(try mixed(one) == [10, 20, 21, 30, 10, 20, 21, 31])
        let last = "{playlist: [{collection: x}, {collection: y}, {collection: z, play_all: true}]}"
        #expect(try mixed(last) == [10, 20, 30, 31, 10, 21, 30, 31])
    }

    @Test func aMultiCollectionHasItsMembersAsGroups() throws {
        #expect(try mixed("{multi: [z, x]}") == [30, 31, 10, 30, 31, 10, 30, 31])
        let items = try mixed("{multi: [y, z]}", order: "shuffle_in_order")
        for round in [items[..<4], items[4...]] {
            #expect(round.filter { $0 < 30 } == [20, 21])
            #expect(round.filter { $0 >= 30 } == [30, 31])
        }
    }

    @Test func aMarathonGoesThroughTheGroupsOfACollection() throws {
        #expect(
            try mixed("{marathon: {collection: all}}") == [10, 20, 21, 30, 31, 10, 20, 21])
        #expect(
            try mixed("{marathon: {collection: all, count: 1}}")
                == [10, 20, 30, 10, 21, 31, 10, 20])
        let shuffled = try mixed("{marathon: {collection: all, shuffle_groups: true}}")
        #expect(Set(shuffled[..<5]) == [10, 20, 21, 30, 31])
    }
}
