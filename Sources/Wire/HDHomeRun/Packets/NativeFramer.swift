/// Cuts the bytes of a control connection into frames; requests may arrive split or joined.
///
/// Holds at most one frame and what was added last. After a fault the connection has to be closed:
/// where the next frame begins is unknown.
public struct NativeFramer: Sendable {
    public enum Fault: Error, Equatable { case tooLong, badChecksum }

    private var bytes: [UInt8] = []
    private let limit: Int

    /// - Parameter limit: Longest payload that is accepted, in bytes.
    public init(limit: Int = 3072) {
        self.limit = limit
    }

    public mutating func add(_ more: some Sequence<UInt8>) {
        bytes += more
    }

    /// The next whole frame, or `nil` until more bytes have been added.
    public mutating func next() throws(Fault) -> NativePacket? {
        guard bytes.count >= 4 else { return nil }
        let length = NativePacket.length(in: bytes[...])
        guard length <= limit else { throw .tooLong }
        let whole = length + NativePacket.overhead
        guard bytes.count >= whole else { return nil }
        guard let packet = NativePacket(frame: bytes[..<whole]) else { throw .badChecksum }
        bytes.removeFirst(whole)
        return packet
    }
}
