import Testing

@testable import Broadcast

/// First runs and reruns of one collection.
@Suite struct RerunTests {
    private let shelf: ScheduleCase
    private let reruns: MediaCollection

    init() {
        var shelf = ScheduleCase()
        shelf.shelf(1, [1: 60, 2: 60, 3: 60])
        shelf.shelf(2, [9: 60])
        self.shelf = shelf
        reruns = MediaCollection(
            id: .init(5), name: "Again", items: shelf.collections[0].items, rerunOf: .init(1))
    }

    private func media(
        _ schedule: Schedule, hours: Int, with reruns: MediaCollection? = nil,
        anchor: PlayoutAnchor? = nil
    ) throws -> (ids: [Int64], build: PlayoutBuild) {
        let begin = anchor?.nextStart ?? ScheduleCase.start
        let build = try Playout.build(
            schedule, collections: shelf.collections + [reruns ?? self.reruns], zone: .utc,
            anchor: anchor, seed: 1, from: begin, to: ScheduleCase.start + .hours(hours))
        return (build.items.map { $0.media?.value ?? 0 }, build)
    }

    private var turns: Schedule {
        .classic(
            ClassicSchedule(items: [
                ScheduleItem(mode: .one, collection: .init(5)),
                ScheduleItem(mode: .one, collection: .init(1)),
                ScheduleItem(mode: .multiple(.init("2")), collection: .init(5)),
            ]))
    }

    @Test func onlyWhatHasHadItsFirstRunIsShownAgain() throws {
        #expect(
            try media(turns, hours: 13).ids == [1, 1, 1, 1, 2, 2, 1, 2, 3, 3, 1, 2, 1])
    }

    @Test func whatWasShownIsKnownToTheNextBuildToo() throws {
        let whole = try media(turns, hours: 40).ids
        var parts: [Int64] = []
        var anchor: PlayoutAnchor?
        for hour in [1, 2, 5, 6, 13, 40] {
            let part = try media(turns, hours: hour, anchor: anchor)
            parts += part.ids
            anchor = part.build.anchor
        }
        #expect(parts == whole)
    }

    @Test func withoutAnyFirstRunThereIsNothingToShowAgain() throws {
        let schedule = Schedule.classic(
            ClassicSchedule(items: [
                ScheduleItem(mode: .one, collection: .init(5)),
                ScheduleItem(mode: .one, collection: .init(2)),
            ]))
        let (ids, build) = try media(schedule, hours: 3)
        #expect(ids == [9, 9, 9])
        #expect(build.warnings.map(\.code) == [.emptyCollection])
        #expect(build.warnings.map(\.text).first?.contains("“Again”") == true)
    }

    @Test(arguments: PlaybackOrder.allCases.filter { $0 != .random })
    func everyKindOfScheduleShowsReruns(order: PlaybackOrder) throws {
        let first = ScheduleSource(collection: .init(1), order: order)
        let again = ScheduleSource(collection: .init(5), order: .shuffle)
        let block = Block(
            name: "a", length: .hours(4),
            items: [
                BlockItem(collection: .init(1), order: order), BlockItem(collection: .init(5)),
            ])
        let schedules: [Schedule] = [
            .balance(BalanceSchedule(sources: [first, again])),
            .slots(
                SlotSchedule(slots: [
                    Slot(start: 0, sources: [again]), Slot(start: 3_600, sources: [first]),
                    Slot(start: 10_800, sources: [again]),
                ])),
            .blocks(
                BlockSchedule(
                    blocks: [block],
                    templates: [
                        BlockTemplate(name: "d", entries: [.init(start: 0, block: "a")])
                    ], calendar: [BlockDay(template: "d")])),
        ]
        // Reruns are a minute shorter, so that each is told from a first run.
        var shorter = reruns
        for index in shorter.items.indices { shorter.items[index].duration = .seconds(3_540) }
        for schedule in schedules {
            let items = try media(schedule, hours: 72, with: shorter).build.items
                .filter { $0.kind == .content }
            var shown: Set<Media.ID> = []
            var count = 0
            for item in items {
                guard let media = item.media else { continue }
                if item.length == .seconds(3_540) {
                    #expect(shown.contains(media))
                    count += 1
                } else {
                    shown.insert(media)
                }
            }
            #expect(count > 0)
            #expect(shown.count == 3)
        }
    }
}
