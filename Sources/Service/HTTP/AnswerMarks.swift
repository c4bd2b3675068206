import Broadcast
import HTTPTypes
import Hummingbird
import Wire

/// Puts on every answer what HTTP wants on every answer.
struct AnswerMarks: RouterMiddleware {
    typealias Context = TunerContext

    let now: @Sendable () -> AirTime

    func handle(
        _ request: Request, context: TunerContext,
        next: (Request, TunerContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.server] = "HDHomeRun/1.0"
        response.headers[.date] = WebTime.text(now())
        return response
    }
}
