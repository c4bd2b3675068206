import Broadcast
import HTTPTypes
import Hummingbird
import Store
import Wire

/// `/api/channels`: the channels, each with its plan inside.
struct ChannelRoutes: Sendable {
    let store: Store
    /// The profile of a channel of which nothing can be copied.
    let profile: OutputProfile
    let seed: @Sendable () -> UInt64
    let now: @Sendable () -> AirTime
    /// Lineup, guide and timelines look at the channels again.
    let changed: @Sendable () async -> Void
    /// Puts a channel's new plan on air when the programme that is on now ends.
    let replan: @Sendable (Broadcast.Channel.ID) async throws -> Void

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("channels", [.get: list, .post: create])
        router.resource(
            "channels/{id}",
            [
                .get: { _, context in
                    Response(editable: try await record(context).channel.document)
                },
                .patch: edit, .delete: remove,
            ])
        router.resource(
            "channels/{id}/plan",
            [
                .get: { _, context in
                    Response(editable: try await record(context).schedule.document())
                },
                .put: setPlan,
            ])
    }

    private func list(_ request: Request, _ context: TunerContext) async throws -> Response {
        let offset = try request.number("offset", 0...1_000_000, or: 0)
        let limit = try request.number("limit", 1...500, or: 100)
        let all = try await store.channels()
        return Response(
            page: all.dropFirst(offset).prefix(limit).map(\.document), total: all.count,
            offset: offset)
    }

    private func create(_ request: Request, _ context: TunerContext) async throws -> Response {
        let json = try await request.json()
        let fields = try Fields(json, known: ChannelEdit.fields + ["plan"])
        let edit = try ChannelEdit(fields)
        let name = try fields.required("name", edit.name)
        let body = try await PlanBody.read(try fields.required("plan", fields["plan"]), in: store)
            .stored(seed: seed())
        let best = try await bestProfile(for: body)
        let draft = ChannelDraft(
            name: name, group: edit.group ?? "EXStreamTV", profile: edit.profile ?? best)
        let id = try await unlessTaken(edit.number) {
            try await store.addChannel(draft, numbered: edit.number, playing: body)
        }
        guard let id else { throw Problem.missing("channel") }
        let record = try await store.change(id, at: now()) { edit.apply(to: &$0.channel) }
        await changed()
        try await replan(id)
        guard let record else { throw Problem.missing("channel") }
        return Response(
            editable: record.channel.document, status: .created,
            extra: [.location: "/api/channels/\(id)"])
    }

    private func edit(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try Self.id(context)
        let seen = try APIRequest.seen(request)
        let edit = try ChannelEdit(
            Fields(try await request.json(), known: ChannelEdit.fields))
        let record = try await unlessTaken(edit.number) {
            try await store.change(id, at: now()) { record in
                try APIRequest.check(seen, record.channel.document)
                edit.apply(to: &record.channel)
            }
        }
        guard let record else { throw Problem.missing("channel") }
        await changed()
        return Response(editable: record.channel.document)
    }

    private func remove(_ request: Request, _ context: TunerContext) async throws -> Response {
        let seen = try APIRequest.seen(request)
        let found = try await store.removeChannel(try Self.id(context)) {
            try APIRequest.check(seen, $0.channel.document)
        }
        guard found else { throw Problem.missing("channel") }
        await changed()
        return Response(empty: .noContent)
    }

    private func setPlan(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try Self.id(context)
        let seen = try APIRequest.seen(request)
        let body = try await PlanBody.read(try await request.json(), of: id, in: store)
        let record = try await store.change(id, at: now()) { record in
            try APIRequest.check(seen, record.schedule.document())
            record.schedule = try body.stored(seed: record.schedule.seed)
        }
        guard let record else { throw Problem.missing("channel") }
        try await replan(id)
        return Response(editable: try record.schedule.document())
    }
}

extension ChannelRoutes {
    static func id(_ context: TunerContext) throws -> Broadcast.Channel.ID {
        .init(try context.number("id", of: "channel"))
    }

    private func record(_ context: TunerContext) async throws -> ChannelRecord {
        guard let record = try await store.record(of: Self.id(context)) else {
            throw Problem.missing("channel")
        }
        return record
    }

    private func unlessTaken<Result: Sendable>(
        _ number: ChannelNumber?, _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        do {
            return try await work()
        } catch StoreError.constraint {
            throw Problem(
                .conflict, "Another channel has the number \(number.map { "\($0)" } ?? "").",
                remedy: "Choose a free number, or renumber the other channel first.",
                field: "number")
        }
    }

    /// The one that copies most of what the plan draws from.
    private func bestProfile(for plan: StoredSchedule) async throws -> OutputProfile {
        var facts: [MediaFacts] = []
        for id in try plan.collections() {
            facts += try await store.playableFacts(
                in: id, limit: 500, at: QueryMoment(now: now()))
        }
        return OutputProfile.copyingMost(of: facts) ?? profile
    }
}

/// What a request wants a channel to be; `nil` is left as it is.
struct ChannelEdit: Sendable {
    static let fields = [
        "number", "name", "group", "profile", "favourite", "hidden", "fit", "subtitles",
        "subtitle_languages", "on_demand",
    ]

    let number: ChannelNumber?
    let name: String?
    let group: String?
    let profile: OutputProfile?
    let favourite: Bool?
    let hidden: Bool?
    let fitting: Looks.Fitting?
    let subtitles: SubtitleWish.Mode?
    let languages: [String]?
    let onDemand: Bool?

    init(_ fields: Fields) throws(Problem) {
        fitting = try fields.choice("fit", Looks.Fitting.allCases.map(\.rawValue))
            .flatMap(Looks.Fitting.init)
        subtitles = try fields.choice("subtitles", SubtitleWish.Mode.allCases.map(\.rawValue))
            .flatMap(SubtitleWish.Mode.init)
        languages = try Self.languages(fields)
        name = try fields.name("name")
        group = try fields.name("group")
        favourite = try fields.flag("favourite")
        hidden = try fields.flag("hidden")
        onDemand = try fields.flag("on_demand")
        let profiles = OutputProfile.builtIn
        let profileName = try fields.choice("profile", profiles.map(\.name))
        profile = profiles.first { $0.name == profileName }
        guard let text = try fields.text("number", most: 11) else {
            number = nil
            return
        }
        guard let number = ChannelNumber(text) else {
            throw .invalid(
                "number", "is no channel number", "Write a number such as 7 or 5.1, as a text.")
        }
        self.number = number
    }

    private static func languages(_ fields: Fields) throws(Problem) -> [String]? {
        guard let text = try fields.text("subtitle_languages", most: 50) else { return nil }
        guard let languages = SubtitleWish.languages(text) else {
            throw .invalid(
                "subtitle_languages", "is no list of languages",
                "Write at most eight codes between commas, such as en, de.")
        }
        return languages
    }

    func apply(to channel: inout Broadcast.Channel) {
        channel.looks.fitting = fitting ?? channel.looks.fitting
        channel.looks.subtitles.mode = subtitles ?? channel.looks.subtitles.mode
        channel.looks.subtitles.languages = languages ?? channel.looks.subtitles.languages
        channel.number = number ?? channel.number
        channel.name = name ?? channel.name
        channel.group = group ?? channel.group
        channel.profile = profile ?? channel.profile
        channel.isFavourite = favourite ?? channel.isFavourite
        channel.isHidden = hidden ?? channel.isHidden
        channel.isOnDemand = onDemand ?? channel.isOnDemand
    }
}

extension Broadcast.Channel {
    /// `/api/channels/{id}`.
    var document: JSON {
        [
            "id": .number(Int(id.value)),
            "number": .text("\(number)"),
            "name": .text(name),
            "group": .text(group),
            "profile": .text(profile.name),
            "favourite": .flag(isFavourite),
            "hidden": .flag(isHidden),
            "fit": .text(looks.fitting.rawValue),
            "subtitles": .text(looks.subtitles.mode.rawValue),
            "subtitle_languages": .text(looks.subtitles.languages.joined(separator: ", ")),
            "on_demand": .flag(isOnDemand),
        ]
    }
}
