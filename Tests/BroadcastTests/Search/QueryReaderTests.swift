import Testing

@testable import Broadcast

@Suite struct QueryReaderTests {
    private static let alien = Query.words(nil, .phrase("alien"))
    private static let comedy = Query.words(.genre, .phrase("comedy"))
    private static let old = Query.number(.year, from: nil, to: 1989)

    @Test(
        arguments: [
            ("", .everything), ("  ", .everything), ("*", .everything), ("alien", alien),
            ("alien year:<1990", .all([alien, old])), ("alien AND year:<1990", .all([alien, old])),
            ("alien && year:<1990", .all([alien, old])),
            ("alien OR genre:comedy", .any([alien, comedy])),
            ("alien || genre:comedy", .any([alien, comedy])),
            ("alien OR genre:comedy year:<1990", .any([alien, .all([comedy, old])])),
            ("(alien OR genre:comedy) year:<1990", .all([.any([alien, comedy]), old])),
            ("NOT alien", .not(alien)), ("-alien", .not(alien)), ("!alien", .not(alien)),
            ("NOT NOT alien", .not(.not(alien))),
            ("-(alien year:<1990)", .not(.all([alien, old]))),
            ("alien -genre:comedy", .all([alien, .not(comedy)])), ("((alien))", alien),
        ] as [(String, Query)])
    func conditionsAreCombined(text: String, query: Query) throws {
        #expect(try QueryReader.read(text) == query)
    }

    @Test func operatorsAreWordsOfTheirOwnInCapitals() throws {
        #expect(try QueryReader.read("or") == .words(nil, .phrase("or")))
        #expect(try QueryReader.read("ORCA") == .words(nil, .phrase("ORCA")))
        #expect(try QueryReader.read("\"OR\"") == .words(nil, .phrase("OR")))
        #expect(try QueryReader.read("\\OR") == .words(nil, .phrase("OR")))
    }

    @Test(
        arguments: [
            ("\"making of\"", .words(nil, .phrase("making of"))),
            ("spider-man", .words(nil, .phrase("spider-man"))),
            (#""say \"hi\"""#, .words(nil, .phrase("say \"hi\""))),
            ("title:\"12 monkeys\"", .words(.title, .phrase("12 monkeys"))),
            ("title: alien", .words(.title, .phrase("alien"))),
            ("al*n", .words(nil, .pattern("al*n"))),
            ("spider-m?n", .all([.words(nil, .phrase("spider")), .words(nil, .pattern("m?n"))])),
            ("\"al*n\"", .words(nil, .phrase("al*n"))), (#"al\*n"#, .words(nil, .phrase("al n"))),
            ("actor:*", .words(.actor, .pattern("*"))),
            ("genre:(comedy OR drama)", .any([comedy, .words(.genre, .phrase("drama"))])),
            ("genre:(comedy year:<1990)", .all([comedy, old])),
            ("video_codec:hevc", .name(.videoCodec, .phrase("hevc"))),
            ("library:f*", .name(.library, .pattern("f*"))),
            ("smart_collection:\"A: B\"", .collection("A: B", column: 18)),
            ("subtitle_language:fi", .words(.subtitleLanguage, .phrase("fi"))),
            ("kind:Movie", .kind(.movie)), ("state:missing", .state(.missing)),
        ] as [(String, Query)])
    func textsAreFoundAsTheyAreWritten(text: String, query: Query) throws {
        #expect(try QueryReader.read(text) == query)
    }

    @Test(
        arguments: [
            ("minutes:[20 TO 30]", 20, 30), ("minutes:{20 TO 30}", 21, 29),
            ("minutes:[20 TO 30}", 20, 29), ("minutes:[20 TO *]", 20, nil),
            ("minutes:[* TO 30]", nil, 30), ("minutes:25", 25, 25), ("minutes:>=25", 25, nil),
            ("minutes:>25", 26, nil), ("minutes:<=25", nil, 25), ("minutes:<25", nil, 24),
            ("minutes:*", nil, nil), ("minutes:\"25\"", 25, 25),
        ] as [(String, Int?, Int?)])
    func numbersHaveBothEnds(text: String, from: Int?, to: Int?) throws {
        #expect(try QueryReader.read(text) == .number(.minutes, from: from, to: to))
    }

    @Test(
        arguments: [
            ("released:2020", "2020-01-01", "2020-12-31"),
            ("released:2020-02", "2020-02-01", "2020-02-29"),
            ("released:2020-2-3", "2020-02-03", "2020-02-03"),
            ("released:20200203", "2020-02-03", "2020-02-03"),
            ("released:[2019 TO 2020]", "2019-01-01", "2020-12-31"),
            ("released:{2019 TO 2021}", "2020-01-01", "2020-12-31"),
            ("released:>2020", "2021-01-01", nil), ("released:>=2020-05", "2020-05-01", nil),
            ("released:<2020-05", nil, "2020-04-30"), ("released:<=2020-05", nil, "2020-05-31"),
        ] as [(String, String?, String?)])
    func datesCoverAllThatTheyName(text: String, from: String?, to: String?) throws {
        let first = from.flatMap { QueryReader.days($0)?.first }
        let last = to.flatMap { QueryReader.days($0)?.first }
        #expect(try QueryReader.read(text) == .day(.released, from: first, to: last))
    }

    @Test(
        arguments: [
            ("released_inthelast:\"30 days\"", .age(.released, QueryAge(30, .day), isWithin: true)),
            ("added_inthelast:2weeks", .age(.added, QueryAge(2, .week), isWithin: true)),
            ("added_notinthelast:\"1 Year\"", .age(.added, QueryAge(1, .year), isWithin: false)),
            ("released_onthisday:true", .onThisDay(.released, isWanted: true)),
            ("released_onthisday:false", .onThisDay(.released, isWanted: false)),
        ] as [(String, Query)])
    func datesAreRelativeToToday(text: String, query: Query) throws {
        #expect(try QueryReader.read(text) == query)
    }

    @Test(
        arguments: [
            (QueryAge(30, .day), "2020-02-29"), (QueryAge(4, .week), "2020-03-02"),
            (QueryAge(1, .month), "2020-02-29"), (QueryAge(13, .month), "2019-02-28"),
            (QueryAge(3, .month), "2019-12-30"), (QueryAge(1, .year), "2019-03-30"),
            (QueryAge(0, .day), "2020-03-30"), (QueryAge(9_999, .year), nil),
        ] as [(QueryAge, String?)])
    func anAgeIsReckonedByTheCalendar(age: QueryAge, day: String?) throws {
        let today = try #require(Day(year: 2020, month: 3, day: 30))
        let before = age.before(today)
        #expect(before < today + 1)
        if let day { #expect(before == QueryReader.days(day)?.first) }
    }
}
