import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// The device's UPnP side, which SSDP points to: description, services and their control.
struct UPnPRoutes: Sendable {
    let identity: TunerIdentity
    let id: DeviceID
    let uuid: String
    let lineup: Lineup

    func add(to router: Router<TunerContext>) {
        router.get("device.xml") { _, context in
            Self.document(description(base: context.base).document)
        }
        router.get("upnp/ContentDirectory.xml") { _, _ in
            Self.document(ServiceDescription.contentDirectory.document)
        }
        router.get("upnp/ConnectionManager.xml") { _, _ in
            Self.document(ServiceDescription.connectionManager.document)
        }
        for service in ["ContentDirectory", "ConnectionManager"] {
            router.post("upnp/\(service)/control") { try await answer($0, $1) }
            router.on("upnp/\(service)/event", method: .subscribe) { request, _ in
                subscription(request)
            }
            router.on("upnp/\(service)/event", method: .unsubscribe) { _, _ in
                Response(empty: .ok)
            }
        }
    }

    private func description(base: String) -> DeviceDescription {
        DeviceDescription(
            name: identity.friendlyName, manufacturer: "EXStreamTV",
            manufacturerURL: "\(base)/", model: "EXStreamTV", modelNumber: identity.modelNumber,
            modelDescription: "Live television out of a media library", id: id, uuid: uuid,
            base: base)
    }

    private func answer(_ request: Request, _ context: TunerContext) async throws -> Response {
        let body = try await request.body.collect(upTo: SOAPRequest.longest)
        guard let call = SOAPRequest(body.readableBytesView) else {
            return Self.document(SOAPReply.fault(.invalidArguments).body, .internalServerError)
        }
        let channels = try await lineup.current().filter { !$0.isHidden }
        let directory = ContentDirectory(
            title: identity.friendlyName,
            items: channels.map { .init(number: $0.number, name: $0.name) }, base: context.base,
            revision: Self.revision(channels))
        let reply = directory.answer(call)
        return Self.document(reply.body, reply.status == 200 ? .ok : .internalServerError)
    }

    /// Another number for another lineup: FNV-1a over numbers and names.
    private static func revision(_ channels: [Broadcast.Channel]) -> UInt32 {
        channels.flatMap { Array("\($0.number)\t\($0.name)\n".utf8) }
            .reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    /// A subscriber is told that it will be; events are not sent, so that nobody can make us call
    /// an address of theirs.
    private func subscription(_ request: Request) -> Response {
        let known = request.headers[.subscription]
        return Response(
            empty: .ok,
            headers: [.subscription: known ?? "uuid:\(uuid)", .timeout: "Second-1800"])
    }

    private static func document(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(ByteBuffer(string: text), type: ContentType.xml, status: status)
    }
}

extension HTTPRequest.Method {
    private static func known(_ name: String) -> HTTPRequest.Method {
        guard let method = HTTPRequest.Method(name) else { preconditionFailure("a method's name") }
        return method
    }

    fileprivate static let subscribe = known("SUBSCRIBE")
    fileprivate static let unsubscribe = known("UNSUBSCRIBE")
}

extension HTTPField.Name {
    fileprivate static let subscription = known("SID")
    fileprivate static let timeout = known("TIMEOUT")
}
