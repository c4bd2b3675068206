import Broadcast
import Wire

/// Frames, discover requests and control requests, with and without a valid checksum.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNative(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    readDatagram(bytes)
    readConnection(bytes)
    guard let first = bytes.first, bytes.count < 60_000 else { return 0 }
    let kinds: [NativePacket.Kind] = [.discoverRequest, .getSetRequest]
    let packet = NativePacket(kind: kinds[Int(first) % 2], payload: Array(bytes.dropFirst()))
    precondition(NativePacket(datagram: packet.bytes) == packet || packet.bytes.count > 1460)
    answer(packet)
    return 0
}

private func readDatagram(_ bytes: [UInt8]) {
    guard let packet = NativePacket(datagram: bytes) else { return }
    precondition(packet.bytes == bytes, "a frame writes what it read")
    answer(packet)
}

/// The same bytes in two pieces give the same frames.
private func readConnection(_ bytes: [UInt8]) {
    var framer = NativeFramer()
    let cut = Int(bytes.first ?? 0) % (bytes.count + 1)
    for piece in [bytes[..<cut], bytes[cut...]] {
        framer.add(piece)
        while let packet = try? framer.next() { answer(packet) }
    }
}

nonisolated(unsafe) private var tuners = NativeTuners(count: 2)
private let peer = ControlPeer(connection: 1, address: IPAddress(10, 77, 0, 3))
private let channels = [ControlWorld.Listed(number: ChannelNumber(2, 1), name: "Films")]
private let world = ControlWorld(
    model: "hdhomeruntc_atsc", hardware: "HDTC-2US", version: "20260313", channels: channels,
    radio: RadioPlan(channels.map(\.number)))

private func answer(_ packet: NativePacket) {
    if let request = DiscoverRequest(packet), let id = DeviceID(0xE5E1_7005) {
        _ = request.isFor(id)
    }
    guard let request = GetSetRequest(packet) else { return }
    let reply = tuners.answer(request, from: peer, in: world).reply.packet.bytes
    precondition(reply.count <= NativePacket.largestReply, "a reply fits one read")
    precondition(NativePacket(datagram: reply)?.kind == .getSetReply)
}
