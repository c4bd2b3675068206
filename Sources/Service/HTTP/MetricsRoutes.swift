import Hummingbird
import NIOCore
import Wire

/// `/metrics`, for Prometheus and what reads like it.
struct MetricsRoutes: Sendable {
    let measure: @Sendable () async throws -> Measurements

    func add(to router: Router<TunerContext>) {
        router.get("metrics") { _, _ in
            Response(
                ByteBuffer(bytes: try await measure().text.bytes), type: MetricsText.contentType)
        }
    }
}
