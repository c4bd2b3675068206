import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Wire

/// `/api/channels/{id}/logo` for the owner, and `/iptv` for everybody: logos of channels and
/// pictures of what they play.
struct LogoRoutes: Sendable {
    let desk: LogoDesk
    let artwork: ArtworkDesk
    /// Playlist and guide name another logo.
    let changed: @Sendable () async -> Void

    /// What guides and playlists point to.
    func addOpen(to router: Router<TunerContext>) {
        router.get("iptv/logos/{channel}.png") { request, context in
            let id = Int64(try context.parameters.require("channel")).map(Broadcast.Channel.ID.init)
            guard let id, let logo = try await desk.logo(of: id) else { throw Self.missing }
            return Self.reply(logo, to: request, age: 0)
        }
        router.get("iptv/artwork/{media}.jpg") { request, context in
            let id = Int64(try context.parameters.require("media")).map(Media.ID.init)
            guard let id, let picture = try await artwork.picture(.poster, of: id) else {
                throw Self.missing
            }
            return Self.reply(
                StoredLogo(picture: picture.bytes, type: "image/jpeg"), to: request, age: 86_400)
        }
    }

    private static let missing = HTTPError(.notFound, message: "There is no such picture.")

    func add(to router: some RouterMethods<TunerContext>) {
        router.resource(
            "channels/{id}/logo",
            [
                .get: { request, context in
                    guard let logo = try await desk.logo(of: ChannelRoutes.id(context)) else {
                        throw Problem.missing("channel")
                    }
                    return Self.reply(logo, to: request, age: 0)
                },
                .put: set,
                .delete: { _, context in
                    guard try await desk.remove(ChannelRoutes.id(context)) else {
                        throw Problem.missing("channel")
                    }
                    await changed()
                    return Response(empty: .noContent)
                },
            ])
    }

    private func set(_ request: Request, _ context: TunerContext) async throws -> Response {
        let id = try ChannelRoutes.id(context)
        let picture = try await request.bytes(most: LogoDesk.mostBytes, "picture")
        do {
            guard try await desk.set(picture, of: id) else { throw Problem.missing("channel") }
        } catch let error as LogoError {
            switch error {
            case .noPicture:
                throw Problem(.unsupportedMediaType, error.message, remedy: error.remedy)
            case .busy: throw Problem(.conflict, error.message, remedy: error.remedy)
            case .cannotBeKept: throw error
            }
        }
        await changed()
        return Response(empty: .noContent)
    }

    private static func reply(_ logo: StoredLogo, to request: Request, age: Int) -> Response {
        let hash = logo.picture.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        var headers: HTTPFields = [
            .eTag: "\"\(String(hash, radix: 36))\"",
            .cacheControl: age == 0 ? "no-cache" : "max-age=\(age)",
        ]
        if let mark = headers[.eTag], request.headers[.ifNoneMatch] == mark {
            return Response(empty: .notModified, headers: headers)
        }
        headers[.contentType] = logo.type
        headers[.xContentTypeOptions] = "nosniff"
        return Response(
            status: .ok, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: logo.picture)))
    }
}
