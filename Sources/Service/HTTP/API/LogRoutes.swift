import Broadcast
import Hummingbird
import Logging
import Wire

/// `/api/logs`: the newest lines of the log.
struct LogRoutes: Sendable {
    let memory: LogMemory

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "logs",
            [
                .get: { request, _ in
                    let limit = try request.number("limit", 1...400, or: 200)
                    let name = request.uri.queryParameters["level"].map(String.init) ?? "info"
                    guard let level = Logger.Level(rawValue: name) else {
                        throw Problem.invalid(
                            "level", "is not one of the choices",
                            "It must be one of trace, debug, info, notice, warning, error.")
                    }
                    let lines = memory.newest(limit, of: level).map(\.document)
                    return Response(page: lines, total: lines.count, offset: 0)
                }
            ])
    }
}

extension LogMemory.Line {
    fileprivate var document: JSON {
        [
            "number": .number(number), "time": .number(Int(time.seconds)),
            "level": .text(level.rawValue), "text": .text(text),
        ]
    }
}
