import Testing

@testable import Wire

@Suite struct SidecarTests {
    @Test(
        arguments: [
            ("Film.nfo", .nfo), ("Film.en.srt", .subtitle), ("Film.ASS", .subtitle),
            ("poster.jpg", .artwork(.poster)), ("folder.png", .artwork(.poster)),
            ("Film-poster.webp", .artwork(.poster)), ("fanart3.jpg", .artwork(.fanart)),
            ("Film.clearlogo.png", .artwork(.logo)), ("Film.jpg", .artwork(.thumb)),
            ("season01-banner.jpg", .artwork(.banner)), ("Film.mkv", nil), ("nfo", nil),
            ("a.pdf", nil),
        ] as [(String, Sidecar?)])
    func aNameSaysWhatASidecarIs(name: String, sidecar: Sidecar?) {
        #expect(Sidecar(name: name) == sidecar)
    }

    @Test(
        arguments: [
            ("Movie.en.forced.srt", "en", nil, true, false),
            ("Movie.EN.srt", "en", nil, false, false),
            ("Movie.title.en.fr.srt", "fr", "title", false, false),
            ("Movie.en.hi.title.srt", "en", "title", false, true),
            ("Movie.hi.srt", "hi", nil, false, false),
            ("Movie.eng.sdh.srt", "eng", nil, false, true),
            ("Movie.srt", nil, nil, false, false), ("Movie-fi.srt", "fi", nil, false, false),
        ] as [(String, String?, String?, Bool, Bool)])
    func whatFollowsTheFilmsNameIsUnderstood(
        name: String, language: String?, title: String?, isForced: Bool, isHearingImpaired: Bool
    ) throws {
        let subtitle = try #require(SubtitleName(name: name, besides: "Movie"))
        #expect(subtitle.language == language)
        #expect(subtitle.title == title)
        #expect(subtitle.isForced == isForced)
        #expect(subtitle.isHearingImpaired == isHearingImpaired)
    }

    @Test(
        arguments: [
            (["Film-poster.jpg", "poster.jpg"], [], "Film-poster.jpg"),
            (["Film 2-poster.jpg", "poster.jpg"], [], "poster.jpg"),
            (["Film 2-poster.jpg"], ["cover.png"], "cover.png"),
            (["Filmed-poster.jpg"], [], nil), (["fanart.jpg"], ["season01-poster.jpg"], nil),
            (["FILM.poster.webp"], [], "FILM.poster.webp"),
        ] as [([String], [String], String?)])
    func aFilmsPosterIsItsOwnThenItsFolders(here: [String], above: [String], chosen: String?) {
        let choice = Sidecar.Artwork.poster.choose(for: "Film", among: [here, above])
        #expect(choice?.name == chosen)
    }

    @Test func anotherFilmsSubtitlesAreNotTaken() {
        #expect(SubtitleName(name: "Movies.en.srt", besides: "Movie") == nil)
        #expect(SubtitleName(name: "Other.srt", besides: "Movie") == nil)
    }
}
