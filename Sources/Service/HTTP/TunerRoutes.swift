import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// The documents of a tuner, at the root, where clients look for them.
struct TunerRoutes: Sendable {
    let identity: TunerIdentity
    let lineup: Lineup
    let tuners: any Tuners
    let scan: ChannelScan
    /// Keeps a channel's marks.
    let save: @Sendable (Broadcast.Channel) async throws -> Void
    /// Looks through the library again.
    let rescan: @Sendable () async -> Void

    func add(to router: Router<TunerContext>) {
        router.get("discover.json") { _, context in
            Response(identity.discoverDocument(base: context.base), extra: .readableByAll)
        }
        router.get("lineup.json") { request, context in
            try await document(.json, type: ContentType.json, request, context)
        }
        router.get("lineup.xml") { request, context in
            try await document(.xml, type: ContentType.xml, request, context)
        }
        router.get("lineup.m3u") { request, context in
            try await document(.m3u, type: ContentType.playlist, request, context)
        }
        router.get("lineup_status.json") { _, _ in
            let count = try await lineup.current().count
            return Response(scan.status(channels: count).document, extra: .readableByAll)
        }
        router.get("status.json") { _, _ in
            Response(.list(await reports().map(\.document)), extra: .readableByAll)
        }
        router.post("lineup.post") { request, _ in try await obey(request.uri.query ?? "") }
    }

    private func document(
        _ format: Lineup.Format, type: String, _ request: Request, _ context: TunerContext
    ) async throws -> Response {
        let query = LineupQuery(query: request.uri.query ?? "")
        return Response(
            try await lineup.document(format, base: context.base, query: query), type: type,
            extra: .readableByAll)
    }

    private func reports() async -> [TunerReport] {
        var reports: [TunerReport] = []
        for tuner in await tuners.tuners() {
            guard let use = tuner.use else {
                reports.append(TunerReport(tuner: tuner.index))
                continue
            }
            let frequency = await lineup.frequency(of: use.number)
            reports.append(
                TunerReport(
                    tuner: tuner.index,
                    reception: .init(
                        number: use.number, name: use.name, frequency: frequency, target: use.peer,
                        rate: use.rate)))
        }
        return reports
    }

    private func obey(_ query: String) async throws -> Response {
        switch LineupOrder(query: query) {
        case .startScan:
            scan.start()
            await rescan()
        case .abortScan: scan.abort()
        case .favourite(let number): try await mark(number, favourite: true, hidden: false)
        case .normal(let number): try await mark(number, favourite: false, hidden: false)
        case .hide(let number): try await mark(number, favourite: false, hidden: true)
        case nil:
            throw HTTPError(
                .badRequest, message: "Nothing that a lineup can do is asked for.")
        }
        return Response(empty: .ok)
    }

    private func mark(_ number: ChannelNumber, favourite: Bool, hidden: Bool) async throws {
        guard var channel = try await lineup.current().first(where: { $0.number == number }) else {
            throw HTTPError(.badRequest, message: "There is no channel \(number).")
        }
        channel.isFavourite = favourite
        channel.isHidden = hidden
        try await save(channel)
        await lineup.changed()
    }
}
