import Broadcast
import Hummingbird
import Wire

/// `/api/led`: the status light.
struct LEDRoutes: Sendable {
    let light: LEDDesk

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource("led", [.get: read, .put: write])
    }

    private func read(_ request: Request, _ context: TunerContext) async throws -> Response {
        Response(await light.report().document)
    }

    private func write(_ request: Request, _ context: TunerContext) async throws -> Response {
        let fields = try Fields(try await request.json(), known: ["mode"])
        let name = try fields.required(
            "mode", try fields.choice("mode", LEDMode.allCases.map(\.rawValue)))
        return Response(try await light.set(LEDMode(rawValue: name) ?? .auto).document)
    }
}
