import CLibav

/// One packet of coded data, empty when made. Owns its `AVPacket` and what that refers to.
struct Packet: ~Copyable {
    let pointer: UnsafeMutablePointer<AVPacket>

    init() {
        guard let packet = av_packet_alloc() else { fatalError("out of memory for a packet") }
        pointer = packet
    }

    deinit {
        var freeing: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&freeing)
    }

    /// Lets go of the data; the packet can be filled again.
    func empty() { av_packet_unref(pointer) }

    /// Takes over the data of `other`, which is empty afterwards.
    func take(from other: borrowing Packet) {
        av_packet_unref(pointer)
        av_packet_move_ref(pointer, other.pointer)
    }

    /// The stream it belongs to, as an index into its file's streams.
    var stream: Int { Int(pointer.pointee.stream_index) }

    var isKey: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

    /// The demuxer says that its data is damaged.
    var isCorrupt: Bool { pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }

    /// Presentation time in the stream's time base, if known.
    var pts: Int64? { Timestamp.known(pointer.pointee.pts) }

    /// Decoding time in the stream's time base, if known.
    var dts: Int64? { Timestamp.known(pointer.pointee.dts) }

    /// Moves its times by so much of the stream's time base.
    func move(by shift: Int64) {
        if let pts { pointer.pointee.pts = pts + shift }
        if let dts { pointer.pointee.dts = dts + shift }
    }

    /// In the stream's time base; 0 when unknown.
    var duration: Int64 { pointer.pointee.duration }

    /// The coded data, valid until the packet is emptied, filled or freed.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: pointer.pointee.data, count: Int(pointer.pointee.size))
    }
}
