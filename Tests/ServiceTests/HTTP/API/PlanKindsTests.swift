import Broadcast
import HTTPTypes
import Testing
import Wire

@testable import Service

/// Plans of every kind, given and taken.
@Suite struct PlanKindsTests {
    private static let clips = Filler(
        collection: .init(1), amount: .count(2), weight: 3, itemCooldown: .seconds(90))
    private static let pad = Filler(collection: .init(1), amount: .pad(minutes: 30))

    private static var source: ScheduleSource {
        ScheduleSource(
            collection: .init(1), order: .shuffle, weight: 5, cooldown: .milliseconds(7_200_500),
            maxConsecutive: 2)
    }

    private static var blocks: Schedule {
        var item = BlockItem(collection: .init(1), order: .seasonEpisode, title: "Morning")
        item.guide = .filler
        var deco = Deco(name: "night")
        deco.defaultFiller = .override([clips, pad])
        deco.trimsDefaultFiller = true
        deco.deadAirFallback = .merge([pad])
        deco.breakContent = .disable
        var schedule = BlockSchedule(
            blocks: [
                Block(
                    name: "b “1”", length: .seconds(5_400), stopScheduling: .afterDurationEnd,
                    items: [item])
            ],
            templates: [BlockTemplate(name: "t", entries: [.init(start: 21_630, block: "b “1”")])],
            calendar: [
                BlockDay(days: weekend, template: "t", decoTemplate: "d"), BlockDay(template: "t"),
            ])
        schedule.decos = [deco, Deco(name: "plain")]
        schedule.decoTemplates = [
            DecoTemplate(name: "d", entries: [.init(start: 79_200, end: 3_600, deco: "night")])
        ]
        schedule.deco = "plain"
        return .blocks(schedule)
    }

    private static var weekend: DayRule {
        DayRule(
            weekdays: [.sat, .sun], days: [1, 31], months: [12],
            range: DateRange.Date("12-24").flatMap { from in
                DateRange.Date("01-06").flatMap { DateRange(from: from, to: $0) }
            })
    }

    private static var slots: Schedule {
        var first = Slot(start: 86_400 * 5 + 72_000, sources: [source, source])
        first.title = "Saturday"
        first.link = Slot.Link(name: "story", mode: .rerun, overflow: .continue)
        first.head = [clips]
        first.preRoll = [pad]
        first.breaks = Slot.Breaks(
            interval: .seconds(600), length: .seconds(120), minimum: .seconds(30), most: 4,
            fillers: [clips])
        first.postRoll = [clips, pad]
        first.tail = [pad]
        var second = Slot(start: 3_600, sources: [])
        second.redirect = Channel.ID(1)
        var schedule = SlotSchedule(period: .week, slots: [first, second])
        schedule.pad = .seconds(1_800)
        schedule.lateness = .seconds(600)
        schedule.flex = .end
        schedule.fallback = [clips]
        return .slots(schedule)
    }

    private static var balance: Schedule {
        var schedule = BalanceSchedule(sources: [source, ScheduleSource(collection: .init(1))])
        schedule.pad = .seconds(300)
        schedule.fallback = [pad]
        return .balance(schedule)
    }

    private static let mirror = Schedule.mirror(
        MirrorSchedule(channel: Channel.ID(1), offset: .seconds(-5_400)))

    static let all: [Schedule] = [
        blocks, slots, balance, mirror,
        .alternating(
            AlternatingSchedule(
                base: slots,
                alternates: [
                    Alternate(days: weekend, schedule: blocks),
                    Alternate(days: DayRule(months: [7]), schedule: mirror),
                ])),
    ]

    @Test(arguments: all)
    func everyKindIsWrittenAsItIsRead(schedule: Schedule) async throws {
        let rig = try await APIRig().scanned()
        let written = JSON(plan: schedule, zone: "America/Chicago")
        let read = try await PlanBody.read(JSON(reading: written.bytes), in: rig.store)
        #expect(read.schedule == schedule)
        #expect(try read.stored(seed: 1).document() == written)
    }

    @Test func aChannelIsGivenSlotsAndShowsThemAgain() async throws {
        let rig = try await APIRig().scanned()
        let plan = JSON(plan: Self.slots, zone: "UTC")
        let made = try await rig.ask(.post, "/api/channels", ["name": "Slots", "plan": plan])
        #expect(made.status == 201)
        let path = "/api/channels/\(try rig.id(of: made))/plan"
        #expect(try await rig.ask(.get, path).json == JSON(reading: plan.bytes))
        let preview = try await rig.ask(.post, "/api/plans/preview", plan)
        #expect(preview.status == 200)
    }

    @Test func channelsThatShowEachOtherAreRefused() async throws {
        let rig = try await APIRig().scanned()
        func mirror(_ channel: Int) -> JSON {
            ["schedule": ["kind": "mirror", "channel": .number(channel), "offset": "1h"]]
        }
        let later = try await rig.ask(
            .post, "/api/channels", ["name": "Later", "plan": mirror(1)])
        #expect(later.status == 201)
        let first = try await rig.ask(.get, "/api/channels/1/plan")
        let circle = try await rig.ask(
            .put, "/api/channels/1/plan", mirror(try rig.id(of: later)), headers: first.mark)
        #expect(circle.status == 422)
        #expect(circle["field"] == "schedule")
        let itself = try await rig.ask(
            .put, "/api/channels/1/plan", mirror(1), headers: first.mark)
        #expect(itself.status == 422)
        #expect(itself["field"] == "schedule.channel")
        #expect(try await rig.ask(.get, "/api/channels/1/plan").json == first.json)
    }
}

extension APIRig {
    func id(of reply: Reply) throws -> Int {
        guard case .number(let id)? = reply["id"] else { throw NoID() }
        return id
    }

    private struct NoID: Error {}
}
