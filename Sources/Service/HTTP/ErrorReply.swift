import Broadcast
import HTTPTypes
import Hummingbird
import Logging
import Wire

/// The one place where an error becomes a status and a body.
///
/// Stream requests get a code and no body: some clients would play it. The API answers with a
/// ``Problem``, everybody else gets `{"error": …, "remedy": …}`. What is not meant for people is logged and not shown.
struct ErrorReply: RouterMiddleware {
    typealias Context = TunerContext

    func handle(
        _ request: Request, context: TunerContext,
        next: (Request, TunerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch  where request.uri.path.hasPrefix("/api/") {
            return ErrorReply.problem(of: error, logger: context.logger).response
        } catch let error as HTTPError where error.status == .notFound && isStream(request) {
            return ErrorReply.response(to: TunerFault.unknownChannel)
        } catch {
            return ErrorReply.response(to: error, logger: context.logger)
        }
    }

    /// Whether a player may be at the other end.
    private func isStream(_ request: Request) -> Bool {
        request.uri.path.hasPrefix("/auto") || request.uri.path.hasPrefix("/tuner")
    }

    static func response(to error: any Error, logger: Logger) -> Response {
        switch error {
        case let error as TuneError:
            if case .tuneFailed(let reason) = error {
                logger.warning("A channel could not be tuned: \(reason.forLog)")
            }
            return response(to: TunerFault(error))
        case let error as TunerFault:
            return response(to: error)
        case let error as HTTPError:
            return Response(
                [
                    "error": .text(error.body ?? "\(error.status.reasonPhrase)."),
                    "remedy": .text(remedy(for: error.status)),
                ], status: error.status)
        case let error as any Explained:
            return Response(
                ["error": .text(error.message), "remedy": .text(error.remedy)],
                status: .internalServerError)
        default:
            logger.error("A request failed: \(String(describing: error).forLog)")
            return Response(
                [
                    "error": "Something went wrong inside.",
                    "remedy": "Try again; the log says more.",
                ], status: .internalServerError)
        }
    }

    private static func problem(of error: any Error, logger: Logger) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as HTTPError:
            return Problem(
                error.status, error.body ?? "\(error.status.reasonPhrase).",
                remedy: remedy(for: error.status))
        case let error as any Explained:
            logger.warning("A request failed: \(error.description.forLog)")
            return Problem(.internalServerError, error.message, remedy: error.remedy)
        default:
            logger.error("A request failed: \(String(describing: error).forLog)")
            return Problem(
                .internalServerError, "Something went wrong inside.",
                remedy: "Try again; the log says more.")
        }
    }

    private static func response(to fault: TunerFault) -> Response {
        Response(
            empty: HTTPResponse.Status(code: fault.status),
            headers: [.tunerError: fault.header, .cacheControl: "no-cache"])
    }

    private static func remedy(for status: HTTPResponse.Status) -> String {
        switch status {
        case .notFound: "Look at / for what there is."
        case .forbidden: "Use the address of this device, in a window of its own."
        default: "Correct the request."
        }
    }
}

extension TunerFault: Error {
    init(_ error: TuneError) {
        self =
            switch error {
            case .unknownChannel: .unknownChannel
            case .unknownProfile: .unknownTranscodeProfile
            case .scanning: .systemBusy
            case .tunerInUse: .tunerInUse
            case .allTunersInUse: .allTunersInUse
            case .tuneFailed: .tuneFailed
            case .noVideoData: .noVideoData
            case .connectionLimit: .playbackConnectionLimit
            }
    }
}

extension String {
    /// Fit for one line of the log: no control characters, at most 200 characters.
    var forLog: String {
        let line = onOneLine
        return line.count <= 200 ? line : line.prefix(200) + "…"
    }
}
