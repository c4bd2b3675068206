import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// Channels as endless answers: a tuner is taken for each, and freed when the viewer goes.
struct StreamRoutes: Sendable {
    let lineup: Lineup
    let tuners: any Tuners

    func add(to router: Router<TunerContext>) {
        router.get("auto/{channel}") { request, context in
            try await stream(tuner: nil, request, context)
        }
        router.get("tuner{index}/{channel}") { request, context in
            try await stream(tuner: try tuner(context), request, context)
        }
        // Players look before they play; looking takes no tuner.
        router.head("auto/{channel}") { request, context in try await look(request, context) }
        router.head("tuner{index}/{channel}") { request, context in
            _ = try await tuner(context)
            return try await look(request, context)
        }
    }

    private func stream(tuner: Int?, _ request: Request, _ context: TunerContext) async throws
        -> Response
    {
        let wish = try StreamQuery(query: request.uri.query ?? "")
        let order = TuneRequest(
            number: try await number(context), tuner: tuner, peer: context.peer,
            agent: request.headers[.userAgent] ?? "", transport: .http, profile: wish.profile,
            hangUp: context.connection.hangUp)
        let stream = try await tune(order, context.connection)
        var headers = StreamRoutes.headers
        if let tuner = stream.tuner { headers[.tunerResource] = "tuner\(tuner)" }
        let body = body(stream, wish.duration, on: context.connection.executor)
        return Response(status: .ok, headers: headers, body: body)
    }

    /// Gives up as soon as the viewer does, and gives the tuner back as soon as the viewer goes.
    private func tune(_ order: TuneRequest, _ connection: Connection) async throws -> TunedStream {
        let tuning = Task { try await tuners.tune(order) }
        connection.onClose { tuning.cancel() }
        let stream = try await tuning.value
        connection.onClose { Task { await tuners.leave(stream.session) } }
        return stream
    }

    /// - Parameter executor: Where chunks are handed over without waking another thread.
    private func body(
        _ stream: TunedStream, _ duration: Duration?, on executor: (any TaskExecutor)?
    ) -> ResponseBody {
        ResponseBody { writer in
            let end = duration.map { ContinuousClock.now + $0 }
            do {
                try await withTaskExecutorPreference(executor) {
                    for await chunk in stream.chunks {
                        try await writer.write(chunk)
                        if let end, end <= .now { break }
                    }
                }
            } catch {
                await tuners.leave(stream.session)
                throw error
            }
            await tuners.leave(stream.session)
            try await writer.finish(nil)
        }
    }

    private func look(_ request: Request, _ context: TunerContext) async throws -> Response {
        _ = try StreamQuery(query: request.uri.query ?? "")
        let number = try await number(context)
        guard try await lineup.current().contains(where: { $0.number == number }) else {
            throw TuneError.unknownChannel
        }
        var response = Response(empty: .ok, headers: StreamRoutes.headers)
        response.headers[.contentLength] = nil
        return response
    }

    /// The channel of `vN`, or of `chF` and `chF-P`, where the virtual antenna receives it.
    private func number(_ context: TunerContext) async throws -> ChannelNumber {
        let text = try context.parameters.require("channel")
        if text.hasPrefix("v"), let number = ChannelNumber(text.dropFirst()) { return number }
        guard text.hasPrefix("ch") else { throw TuneError.unknownChannel }
        let parts = text.dropFirst(2).split(separator: "-", omittingEmptySubsequences: false)
        guard let tuned = parts.first.flatMap({ Int($0) }), parts.count == 1 || parts[1] == "1",
            parts.count <= 2,
            let number = RadioPlan(try await lineup.current().map(\.number)).channel(at: tuned)
        else { throw TuneError.unknownChannel }
        return number
    }

    private func tuner(_ context: TunerContext) async throws -> Int {
        guard let index = Int(try context.parameters.require("index")), index >= 0,
            index < (await tuners.tuners().count)
        else { throw TuneError.unknownChannel }
        return index
    }

    private static let headers: HTTPFields = [
        .contentType: ContentType.stream, .cacheControl: "no-cache", .transferMode: "Streaming",
    ]
}
