import CLibav

/// A decoder that counts the whole frames that come out of it and shrugs at damaged ones.
final class Tap {
    let stream: Int
    private let decoder: Decoder
    private(set) var count = 0

    private init(stream: Int, decoder: consuming Decoder) {
        self.stream = stream
        self.decoder = decoder
    }

    static func open(_ file: borrowing InputFile, _ index: Int) throws(Unplayable) -> Tap {
        let stream = file.stream(index)
        do throws(LibavError) {
            let decoder = try Decoder.open(stream)
            decoder.context.pointee.skip_loop_filter = AVDISCARD_ALL
            return Tap(stream: index, decoder: decoder)
        } catch {
            let codec = stream.pointee.codecpar.pointee.codec_id
            throw .noDecoder(codec: String(cString: avcodec_get_name(codec)))
        }
    }

    func decode(
        _ packet: borrowing Packet, into frame: borrowing Frame, note: (borrowing Frame) -> Void
    ) {
        _ = try? decoder.send(packet)
        receive(frame, note)
    }

    /// No more packets come.
    func finish(into frame: borrowing Frame, note: (borrowing Frame) -> Void) {
        decoder.finish()
        receive(frame, note)
    }

    /// The profile by name, known once something is decoded.
    var profile: String? {
        let context = decoder.context.pointee
        return avcodec_profile_name(context.codec_id, context.profile).map { String(cString: $0) }
    }

    private func receive(_ frame: borrowing Frame, _ note: (borrowing Frame) -> Void) {
        while (try? decoder.receive(into: frame)) == true {
            if frame.isWhole {
                count += 1
                note(frame)
            }
            frame.empty()
        }
    }
}
