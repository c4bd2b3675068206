import Broadcast
import Testing

@testable import Transcode

@Suite struct SubtitleChoiceTests {
    private typealias Track = SubtitleChoice.Track

    private let tracks = [
        Track(language: "ger", isForced: true), Track(language: "eng", isText: false),
        Track(language: "eng", isDescriptive: true), Track(language: "eng"), Track(),
        Track(language: "de", isBeside: true), Track(language: "fra", isDefault: true),
    ]

    private func best(_ mode: SubtitleWish.Mode, _ languages: [String]) -> Int? {
        SubtitleChoice.best(tracks, SubtitleWish(mode: mode, languages: languages))
    }

    @Test func theFirstLanguageThatIsThereDecides() {
        #expect(best(.burn, ["en"]) == 3)
        #expect(best(.burn, ["deu"]) == 5)
        #expect(best(.burn, ["sv", "fre", "en"]) == 6)
        #expect(best(.burn, ["sv"]) == 4)
    }

    @Test func onlyForcedOnesCountWhereOnlyTheyAreWanted() {
        #expect(best(.forced, ["de"]) == 0)
        #expect(best(.forced, ["en"]) == nil)
        #expect(best(.forced, []) == 0)
        #expect(best(.none, ["en"]) == nil)
    }

    @Test func languagesAreCodesBetweenCommas() {
        #expect(SubtitleWish.languages("EN, ger,fi") == ["en", "ger", "fi"])
        #expect(SubtitleWish.languages("") == [])
        #expect(SubtitleWish.languages("english") == nil)
        #expect(SubtitleWish.languages("aa bb cc dd ee ff gg hh ii") == nil)
    }
}
