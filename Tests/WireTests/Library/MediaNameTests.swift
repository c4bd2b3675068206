import Testing
import Wire

@Suite struct MediaNameTests {
    struct Episode: Sendable, CustomTestStringConvertible {
        let path: String
        var show: String?
        var season: Int?
        var episode: Int?
        var last: Int?
        var title: String?
        var testDescription: String { path }

        init(
            _ path: String, _ show: String?, _ season: Int?, _ episode: Int?, last: Int? = nil,
            _ title: String? = nil
        ) {
            self.path = path
            self.show = show
            self.season = season
            self.episode = episode
            self.last = last
            self.title = title
        }
    }

    @Test(arguments: [
        Episode(
            "Show/Season 02/Show - 02x03x04x15 - Name.mp4", "Show", 2, 3, last: 15, "Name"),
        Episode("Show/Season 2/02-04 - blah 14 blah.avi", "Show", 2, 2, last: 4, "blah 14 blah"),
        Episode("series-s09e14-1080p.mkv", "series", 9, 14),
        Episode(
            "X 4x01 – 20 Hours in America (1).mkv", "X", 4, 1, "20 Hours in America (1)"),
        Episode("Show/Season 2/7 - 12 Angry Men.avi", "Show", 2, 7, "12 Angry Men"),
        Episode("Show/Season 2/Episode 21 - 94 Meetings.mp4", "Show", 2, 21, "94 Meetings"),
        Episode(
            "[HorribleSubs] Hunter X Hunter - 136 [720p].mkv", "Hunter X Hunter", nil, 136),
        Episode("Log Horizon 2/[G] Log Horizon 2 - 03 [720p].mkv", "Log Horizon 2", nil, 3),
        Episode("One Piece/Season 21/One Piece 1001", "One Piece", 21, 1001),
        Episode("Running Man/Running Man S2017E368.mkv", "Running Man", 2017, 368),
        Episode("Show/Season 2009/2009x02.avi", "Show", 2009, 2),
        Episode(
            "Case Closed (1996-2007)/Case Closed - 317.mkv", "Case Closed", nil, 317),
        Episode(
            "The.Legend.of.the.Condor.Heroes.2017.E07.V2.web-dl.1080p.mkv",
            "The Legend of the Condor Heroes", nil, 7),
        Episode("MOONLIGHTING_s01e01-e04.mkv", "MOONLIGHTING", 1, 1, last: 4),
        Episode("Stargate SG-1/Season 1/Stargate SG-1 - s01e05.mkv", "Stargate SG-1", 1, 5),
        Episode("Show/Specials/Show S00E01.mkv", "Show", 0, 1),
        Episode("Show/Specials/01 - Pilot.mkv", "Show", 0, 1, "Pilot"),
        Episode(
            "Show (2010)/Show.S03E04.The.Name.720p.HDTV.x264-GRP.mkv", "Show", 3, 4, "The Name"),
        Episode("Show.S01E01E02.mkv", "Show", 1, 1, last: 2),
        Episode("Show S01E01-02.mkv", "Show", 1, 1, last: 2),
        Episode("Show S01E01-S01E03.mkv", "Show", 1, 1, last: 3),
        Episode("Show 1x01-1x03.mkv", "Show", 1, 1, last: 3),
        Episode("Show S01E05 - 24 Hours.mkv", "Show", 1, 5, "24 Hours"),
        Episode("s01e02.mkv", nil, 1, 2),
        Episode("Show/s01e02.mkv", "Show", 1, 2),
        Episode("시리즈/시즌 1/시리즈 3.mkv", "시리즈", 1, 3),
    ])
    func anEpisodeIsFound(expected: Episode) {
        let name = MediaName(path: expected.path)
        #expect(name.kind == .episode)
        #expect(name.show == expected.show)
        #expect(name.season == expected.season)
        #expect(name.episode == expected.episode)
        #expect(name.lastEpisode == expected.last)
        #expect(name.title == expected.title)
    }

    @Test(arguments: [
        ("Show/anything_1996.11.14.mp4", "anything", CalendarDay(year: 1996, month: 11, day: 14)),
        ("Jeopardy 2023 07 14 Name.mkv", "Jeopardy", CalendarDay(year: 2023, month: 7, day: 14)),
        ("News 14.11.1996.mkv", "News", CalendarDay(year: 1996, month: 11, day: 14)),
    ])
    func aDailyShowIsKnownByItsDate(path: String, show: String, date: CalendarDay?) {
        let name = MediaName(path: path)
        #expect(name.kind == .episode)
        #expect(name.show == show)
        #expect(name.date == date)
    }

    @Test(arguments: [
        ("300 2001 (2006).mkv", "300 2001", 2006), ("300 (2006)/300 (2006).mkv", "300", 2006),
        ("My Movie 2013-12-09 2013.mkv", "My Movie 2013-12-09", 2013),
        ("Rain Man 1988 REMASTERED 1080p BluRay x264 AAC - Ozlem.mp4", "Rain Man", 1988),
        ("American.Psycho.mkv", "American Psycho", nil), ("1917.mkv", "1917", nil),
        ("Blade Runner 2049.mkv", "Blade Runner 2049", nil),
        ("2001 A Space Odyssey 1968.mkv", "2001 A Space Odyssey", 1968),
        ("Charlotte's Web.mkv", "Charlotte's Web", nil),
        ("The.Film.Extended.1080p.WEB-DL.x264-GRP.mkv", "The Film", nil),
        ("[Group] Some Film [1080p].mkv", "Some Film", nil),
        ("Bikes.mp4", "Bikes", nil),
        ("Season of the Witch (2011).mkv", "Season of the Witch", 2011),
        ("Mr. Nobody (2009).mkv", "Mr. Nobody", 2009),
        ("(500) Days of Summer (2009).mkv", "(500) Days of Summer", 2009),
        ("Ocean's 11.mkv", "Ocean's 11", nil), ("clip 1920x1080.mp4", "clip 1920x1080", nil),
        ("...mkv", "..", nil), ("()", "()", nil), ("", "", nil),
    ])
    func aFilmHasATitleAndMayHaveAYear(path: String, title: String, year: Int?) {
        let name = MediaName(path: path)
        #expect(name.kind == .film)
        #expect(name.title == title)
        #expect(name.year == year)
    }

    @Test(arguments: [
        ("Season 1", 1), ("시즌 1", 1), ("СЕЗОН 1", 1), ("Stagione 1", 1), ("Kausi 1", 1),
        ("sezóna 1", 1), ("Seizoen 1", 1), ("Temporada 1", 1), ("S1", 1), ("S01", 1),
        ("Specials", 0), ("1. Staffel", 1), ("2nd Season", 2), ("第2季", 2), ("Series 12", 12),
        ("season_03", 3), ("Show Season 4", 4),
    ])
    func aSeasonsFolderIsKnownInManyLanguages(folder: String, season: Int) {
        let name = MediaName(path: "Show/\(folder)/5 - Name.mkv")
        #expect(name.season == season)
        #expect(name.episode == 5)
        #expect(name.show == "Show")
    }

    @Test(arguments: ["s06e05", "Stargate SG-1", "Seasons", "Season", "Season of Love", "SG1"])
    func anotherFolderIsNoSeason(folder: String) {
        #expect(MediaName(path: "Drive/\(folder)/Name.mkv").season == nil)
    }

    @Test func versionsOfAFilmAreOneAndItsTrailerIsAnExtra() {
        let folder = "X-Men Days of Future Past"
        let versions = [" - 1080p", " - [hsbs]", ""]
            .map { MediaName(path: "\(folder)/\(folder)\($0).mkv").version }
        #expect(Set(versions).count == 1)
        #expect(versions[0] != nil)
        #expect(MediaName(path: "\(folder)/\(folder)-trailer.mp4").isExtra)
        #expect(!MediaName(path: "\(folder)/\(folder) - 1080p.mkv").isExtra)
    }

    @Test func filesThatOnlyLookAlikeAreNotVersions() {
        #expect(MediaName(path: "Clips/Holiday [1].mp4").version == nil)
        #expect(MediaName(path: "Holiday 720p.mkv").version == nil)
    }

    @Test(arguments: [
        ("Movie/movie cd1.avi", 1), ("Movie/movie cd2.avi", 2), ("Movie/Movie (2001) part2.mkv", 2),
        ("Movie/Movie-disc3.mkv", 3), ("Movie/Movie.pt4.mkv", 4),
    ])
    func aFilmMayComeInParts(path: String, part: Int) {
        let name = MediaName(path: path)
        #expect(name.part == part)
        #expect(name.title?.lowercased() == "movie")
    }

    @Test(arguments: [
        "behind the scenes", "deleted scenes", "featurettes", "interviews", "samples", "shorts",
        "trailers", "clips", "other", "extras",
    ])
    func whatLiesInAFolderForExtrasIsOne(folder: String) {
        #expect(MediaName(path: "Films/Movie/\(folder)/a.mkv").isExtra)
        #expect(!MediaName(path: "\(folder)/a.mkv").isExtra)
    }

    @Test func aDayIsCountedFrom1970() {
        #expect(CalendarDay(year: 1970, month: 1, day: 1)?.number == 0)
        #expect(CalendarDay(year: 2000, month: 3, day: 1)?.number == 11_017)
        #expect(CalendarDay(year: 1969, month: 12, day: 31)?.number == -1)
        #expect(CalendarDay(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDay(year: 2024, month: 2, day: 29)?.number == 19_782)
    }

    @Test func whateverANameIsItIsRead() {
        let pieces = [
            "s", "S01", "e", "E02", "x", "1x", "-", " - ", ".", "_", " ", "[", "]", "(", ")", "{",
            "2006", "9999999999", "0", "é", "시즌", "第", "季", "/", "season", "1080p", "part", "cd1",
            "v2", "–", "\u{0}", "\u{fffd}", "🎬", "1996.11.14", "ep",
        ]
        var state: UInt64 = 1
        for _ in 0..<2_000 {
            var path = ""
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                path += pieces[Int(state >> 33) % pieces.count]
            }
            let name = MediaName(path: path)
            #expect(name.kind == .episode || name.title != nil)
            #expect(name.title?.isEmpty != true || path.isEmpty)
        }
    }
}
