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
}
