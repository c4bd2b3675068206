import Broadcast
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// Channels in segments, as browsers, phones and set-top boxes play them: HLS. Holds no tuner.
struct SegmentRoutes: Sendable {
    let room: SegmentRoom

    func add(to router: Router<TunerContext>) {
        router.get("iptv/channel/{channel}.m3u8") { request, context in
            try await playlist(request, context)
        }
        router.get("iptv/channel/{channel}/{segment}.ts") { _, context in
            try await segment(context)
        }
    }

    private func playlist(_ request: Request, _ context: TunerContext) async throws -> Response {
        let number = try number(context)
        let listing = try await room.listing(
            of: number, peer: context.peer, agent: request.headers[.userAgent] ?? "")
        let document = MediaPlaylist(listing, under: "\(number)/").document
        return Response(ByteBuffer(bytes: document), type: ContentType.segments)
    }

    private func segment(_ context: TunerContext) async throws -> Response {
        let number = try number(context)
        guard let index = Int(try context.parameters.require("segment")),
            let bytes = await room.segment(index, of: number)
        else {
            throw HTTPError(.notFound, message: "This part of the stream is gone.")
        }
        let length = bytes.reduce(0) { $0 + $1.readableBytes }
        return Response(
            status: .ok, headers: [.contentType: ContentType.segment, .cacheControl: "max-age=60"],
            body: ResponseBody(contentLength: length) { writer in
                for piece in bytes { try await writer.write(piece) }
                try await writer.finish(nil)
            })
    }

    private func number(_ context: TunerContext) throws -> ChannelNumber {
        guard let number = ChannelNumber(try context.parameters.require("channel")) else {
            throw TuneError.unknownChannel
        }
        return number
    }
}
