import Broadcast
import Testing

@Suite struct GuideTests {
    private let zero = AirTime(seconds: 1_600_000_000)

    private func at(_ minutes: Int) -> AirTime { zero + .seconds(minutes * 60) }

    private func item(
        _ from: Int, _ to: Int, _ kind: PlayoutItem.Kind = .content, media: Int64? = 1,
        group: Int = 1, title: String? = nil, guideFinish: Int? = nil
    ) -> PlayoutItem {
        PlayoutItem(
            media: media.map { Media.ID($0) }, start: at(from), finish: at(to), kind: kind,
            title: title, guideGroup: group, guideFinish: guideFinish.map(at))
    }

    private func programmes(_ items: [PlayoutItem]) -> [[String]] {
        Guide.programmes(of: items, channel: "Films") { "Film \($0)" }.map {
            ["\(($0.start - zero) / 60)", "\(($0.finish - zero) / 60)", $0.title]
        }
    }

    private func entry(_ from: Int, _ to: Int, _ title: String) -> [String] {
        ["\(Duration.seconds(from))", "\(Duration.seconds(to))", title]
    }

    @Test func everyItemIsAProgramme() {
        #expect(
            programmes([item(0, 50), item(50, 90, media: 2, group: 2)])
                == [entry(0, 50, "Film 1"), entry(50, 90, "Film 2")])
    }

    @Test func fillersBelongToTheProgrammeTheySurround() {
        let items = [
            item(0, 2, .preRoll, media: 8), item(2, 10), item(10, 12, .midRoll, media: 9),
            item(12, 40), item(40, 42, .postRoll, media: 8), item(42, 50, .tail, media: 9),
            item(50, 60, .fallback, media: 9), item(60, 90, media: 2, group: 2),
        ]

        #expect(programmes(items) == [entry(0, 60, "Film 1"), entry(60, 90, "Film 2")])
    }

    @Test func itemsOfOneGroupAreOneProgrammeUnderItsTitle() {
        let items = [
            item(0, 30, title: "Late night"), item(30, 60, media: 2, title: "Late night"),
            item(60, 90, media: 3, group: 2),
        ]

        #expect(programmes(items) == [entry(0, 60, "Late night"), entry(60, 90, "Film 3")])
    }

    @Test func aGuideFinishLengthensItsProgramme() {
        let items = [item(0, 50, guideFinish: 60), item(60, 90, media: 2, group: 2)]

        #expect(programmes(items) == [entry(0, 60, "Film 1"), entry(60, 90, "Film 2")])
    }

    @Test func deadAirIsShownAsSuch() {
        #expect(
            programmes([item(0, 50), item(50, 90, .deadAir, media: nil, group: 2)])
                == [entry(0, 50, "Film 1"), entry(50, 90, "Off air")])
    }

    @Test func fillerThatLeadsBelongsToNothing() {
        #expect(
            programmes([item(0, 5, .tail), item(5, 50, group: 2)]) == [entry(5, 50, "Film 1")])
    }

    @Test(arguments: [
        ("Item 123", "Films"), ("  Item 7 ", "Films"), ("", "Films"), (" \n", "Films"),
        ("Item", "Item"), ("Item 5b", "Item 5b"), (" Tiger ", "Tiger"),
    ])
    func M2_titlesThatSayNothingAreReplaced(title: String, shown: String) {
        #expect(Guide.title(title, or: "Films") == shown)
    }

    @Test func M2_aFallbackThatSaysNothingIsReplacedToo() {
        #expect(Guide.title(nil, or: "Item 9") == "Off air")
    }
}
