import Broadcast
import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct ChannelRoutesTests {
    @Test func aFolderBecomesAChannelOfOnesOwnWithATimelineAtOnce() async throws {
        let rig = try await APIRig().scanned()
        let made = try await rig.ask(
            .post, "/api/channels", ["name": " Mine ", "number": "7.1", "plan": APIRig.plan()])
        #expect(made.status == 201)
        #expect(made["name"] == "Mine")
        #expect(made["number"] == "7.1")
        let path = try #require(made.headers[.location])

        let timeline = try await rig.ask(.get, "\(path)/timeline?seconds=3600")
        guard case .list(let items) = timeline["items"] else {
            Issue.record("there are no items")
            return
        }
        #expect(items.count >= 60)
        let guide = try await rig.ask(.get, "/api/guide?seconds=600")
        #expect(guide.status == 200)
    }

    @Test func anEditNeedsToHaveSeenWhatItChanges() async throws {
        let rig = try await APIRig().scanned()
        let before = try await rig.ask(.get, "/api/channels/1")

        let blind = try await rig.ask(.patch, "/api/channels/1", ["name": "A"])
        #expect(blind.status == 428)
        let first = try await rig.ask(
            .patch, "/api/channels/1", ["name": "A"], headers: before.mark)
        #expect(first.status == 200)
        let second = try await rig.ask(
            .patch, "/api/channels/1", ["name": "B"], headers: before.mark)
        #expect(second.status == 412)
        #expect(try await rig.ask(.get, "/api/channels/1")["name"] == "A")
    }

    @Test func howPicturesLookIsKept() async throws {
        let rig = try await APIRig().scanned()
        let before = try await rig.ask(.get, "/api/channels/1")
        #expect(before["subtitles"] == "none")
        let edit: JSON = ["subtitles": "burn", "subtitle_languages": "EN,ger", "fit": "crop"]
        let after = try await rig.ask(.patch, "/api/channels/1", edit, headers: before.mark)
        #expect(after["subtitle_languages"] == "en, ger")

        let channel = try #require(await rig.store.channel(.init(1)))
        #expect(channel.looks.fitting == .crop)
        #expect(channel.looks.subtitles == SubtitleWish(mode: .burn, languages: ["en", "ger"]))
        let bad = try await rig.ask(
            .patch, "/api/channels/1", ["subtitle_languages": "English"], headers: after.mark)
        #expect(bad.status == 400 || bad.status == 422)
    }

    @Test func aHundredWritersLoseNothing() async throws {
        let rig = try await APIRig().scanned()
        try await withThrowingTaskGroup { group in
            for writer in 1...100 {
                group.addTask {
                    while true {
                        let seen = try await rig.ask(.get, "/api/channels/1")
                        guard case .text(let group) = seen["group"] else { return }
                        let next = group.hasPrefix("n") ? "\(group)." : "n"
                        let answer = try await rig.ask(
                            .patch, "/api/channels/1", ["group": .text(next)], headers: seen.mark)
                        if answer.status == 200 { return }
                        #expect(answer.status == 412, "writer \(writer)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let end = try await rig.ask(.get, "/api/channels/1")
        #expect(end["group"] == .text("n" + String(repeating: ".", count: 99)))
    }

    @Test func aChannelThatWasRemovedIsNotMadeAgain() async throws {
        let rig = try await APIRig().scanned()
        let films = try #require(await rig.store.channels().first { $0.name == "Films" })
        let path = "/api/channels/\(films.id)"
        let seen = try await rig.ask(.get, path)
        #expect(try await rig.ask(.delete, path, headers: seen.mark).status == 204)
        #expect(try await rig.ask(.get, path).status == 404)

        try rig.folder.write("Films/three.mp4")
        await rig.library.scanOnce()
        #expect(try await rig.store.channels().map(\.name) == ["Everything", "Test card"])
    }

    @Test func aNumberIsTakenOnlyOnce() async throws {
        let rig = try await APIRig().scanned()
        let body: JSON = ["name": "A", "number": "999", "plan": APIRig.plan()]
        let reply = try await rig.ask(.post, "/api/channels", body)
        #expect(reply.status == 409)
        #expect(reply["field"] == "number")
        #expect(reply["detail"] == "Another channel has the number 999.")
    }

    @Test(arguments: [
        (#"{"name":"A"}"#, "plan"), (#"{"name":"A","plan":{"schedule":{}},"x":1}"#, "x"),
        (
            #"{"name":"A","plan":{"schedule":{"items":[{"collection":77}]}}}"#,
            "schedule.items[0].collection"
        ),
        (
            #"{"name":"A","plan":{"schedule":{"items":[{"collection":1},"#
                + #"{"collection":1,"start":"9"}]}}}"#, "schedule.items[1].start"
        ),
        (
            #"{"name":"A","plan":{"timezone":"Mars","schedule":{"items":[{"collection":1}]}}}"#,
            "timezone"
        ),
        (#"{"name":"A","plan":{"schedule":{"items":[]}}}"#, "schedule"),
        (#"{"name":"A","plan":{"schedule":{"kind":"mirror","channel":"a"}}}"#, "schedule.channel"),
        (#"{"name":"  ","plan":{}}"#, "name"), (#"{"name":"A\u0000","plan":{}}"#, "name"),
        (#"{"name":"A","number":7,"plan":{}}"#, "number"),
        (#"{"name":"A","number":"7.1.2","plan":{}}"#, "number"),
        (#"{"name":"A","profile":"8k","plan":{}}"#, "profile"),
    ])
    func aFaultNamesItsField(body: String, field: String) async throws {
        let rig = try await APIRig().scanned()
        let answer = try await rig.ask(.post, "/api/channels", try JSON(reading: Array(body.utf8)))
        #expect(answer.status == 422)
        #expect(answer["field"] == .text(field))
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test func aPreviewKeepsNothing() async throws {
        let rig = try await APIRig().scanned()
        let before = try await rig.store.channels()
        let reply = try await rig.ask(.post, "/api/plans/preview", APIRig.plan())
        #expect(reply.status == 200)
        #expect(reply["warnings"] == [])
        #expect(try await rig.store.channels() == before)
    }

    @Test func anyPlanIsWrittenAsItIsRead() async throws {
        let rig = try await APIRig().scanned()
        var item = ScheduleItem(
            mode: .duration(length: .seconds(5_445), tail: .filler, discardAttempts: 3),
            collection: .init(1), order: .shuffleInOrder, start: 72_030, title: "Evening")
        item.fixedStart = .flexible
        item.overrun = .trim
        item.guide = .filler
        item.fillWithGroup = .shuffled
        let amounts: [Filler.Amount] = [
            .duration(.milliseconds(90_250)), .count(2), .randomCount(3), .pad(minutes: 15),
        ]
        let fillers = amounts.map {
            Filler(
                collection: .init(1), amount: $0, expression: Expression("n % 2"), weight: 4,
                cooldown: .seconds(60), itemCooldown: .seconds(7_200))
        }
        item.preRoll = [fillers[0], fillers[1]]
        item.midRoll = [fillers[2]]
        item.postRoll = [fillers[3], fillers[0]]
        item.tail = [fillers[1]]
        item.fallback = [fillers[2]]
        var schedule = ClassicSchedule(
            items: [
                item, ScheduleItem(mode: .one, collection: .init(1)),
                ScheduleItem(mode: .multiple(.init("multi_episode_group")), collection: .init(1)),
                ScheduleItem(mode: .multiple(.init("count / 2")), collection: .init(1)),
            ])
        schedule.fixedStart = .flexible
        schedule.tolerance = .seconds(61)
        schedule.keepMultiPart = true
        schedule.treatCollectionsAsShows = true
        schedule.shuffleItems = true
        schedule.randomStart = true
        schedule.skipMissing = false
        for schedule in [Schedule.classic(schedule), .card(title: "A “card”")] {
            let written = JSON(plan: schedule, zone: "Europe/Helsinki")
            let read = try await PlanBody.read(written, in: rig.store)
            #expect(read.schedule == schedule)
            #expect(read.zone == "Europe/Helsinki")
        }
    }
}
