import Broadcast

import struct NIOCore.ByteBuffer

/// Those who read from one ring, each at a place of their own. Decides; resumes nobody.
struct Audience {
    /// How long a reader may leave bytes lying before it counts as gone.
    static let patience = Duration.seconds(15)
    /// How long a reader waits for bytes before null packets keep its connection alive.
    static let silence = Duration.seconds(1)

    typealias Waiter = CheckedContinuation<ByteBuffer?, Never>

    /// A waiting reader and what it gets.
    struct Delivery {
        let waiter: Waiter
        let bytes: ByteBuffer?

        func perform() { waiter.resume(returning: bytes) }
    }

    struct Reader {
        /// `nil` until there is a picture to begin with.
        fileprivate var offset: Int64?
        fileprivate var waiter: Waiter?
        /// When it began to wait, or was last given something.
        fileprivate var since: Duration
        private(set) var bytes = 0
        private(set) var jumps = 0
        /// When it last took bytes.
        private(set) var lastTaken: AirTime

        fileprivate init(at now: AirTime, _ instant: Duration) {
            since = instant
            lastTaken = now
        }

        /// Moves the reader on over what the ring has for it; `nil` if that is nothing.
        fileprivate mutating func take(from ring: Ring, at now: AirTime) -> ByteBuffer? {
            guard let place = place(in: ring, at: now), let slice = ring.bytes(at: place) else {
                return nil
            }
            offset = place + Int64(slice.readableBytes)
            bytes += slice.readableBytes
            lastTaken = now
            return slice
        }

        private mutating func place(in ring: Ring, at now: AirTime) -> Int64? {
            guard let offset else { return ring.index.joinPoint(at: now)?.offset }
            guard let place = ring.index.resume(at: offset) else { return nil }
            if place.jumped { jumps += 1 }
            return place.offset
        }
    }

    private(set) var readers: [Session.ID: Reader] = [:]

    mutating func add(_ id: Session.ID, at now: AirTime, _ instant: Duration) {
        readers[id] = Reader(at: now, instant)
    }

    /// - Returns: The end of the stream, if the reader waits.
    mutating func remove(_ id: Session.ID) -> Delivery? {
        readers.removeValue(forKey: id)?.waiter.map { Delivery(waiter: $0, bytes: nil) }
    }

    /// Serves one reader: at once where there is something (or it is none of ours), else as soon
    /// as there is.
    mutating func ask(
        _ id: Session.ID, _ waiter: Waiter, ring: Ring, at now: AirTime, _ instant: Duration
    ) -> Delivery? {
        guard var reader = readers[id], reader.waiter == nil else {
            return Delivery(waiter: waiter, bytes: nil)
        }
        let bytes = reader.take(from: ring, at: now)
        reader.since = instant
        if bytes == nil { reader.waiter = waiter }
        readers[id] = reader
        return bytes.map { Delivery(waiter: waiter, bytes: $0) }
    }

    /// Serves all who wait, after the ring has grown.
    mutating func serve(from ring: Ring, at now: AirTime, _ instant: Duration) -> [Delivery] {
        serve(at: instant) { reader in reader.take(from: ring, at: now) }
    }

    /// Keeps connections alive to which nothing was sent for a second. Units are whole, so null
    /// packets between them break nothing.
    mutating func keepAlive(at instant: Duration) -> [Delivery] {
        serve(at: instant) { reader in
            let isSilent = reader.offset != nil && instant - reader.since >= Self.silence
            return isSilent ? Self.nullPackets : nil
        }
    }

    private mutating func serve(
        at instant: Duration, _ bytes: (inout Reader) -> ByteBuffer?
    ) -> [Delivery] {
        var deliveries: [Delivery] = []
        // In place: hundreds may watch one channel.
        for index in readers.values.indices {
            guard let waiter = readers.values[index].waiter,
                let bytes = bytes(&readers.values[index])
            else { continue }
            readers.values[index].waiter = nil
            readers.values[index].since = instant
            deliveries.append(Delivery(waiter: waiter, bytes: bytes))
        }
        return deliveries
    }

    /// Those who have taken nothing for so long that they count as gone.
    func stuck(at instant: Duration) -> [Session.ID] {
        readers.filter { $0.value.waiter == nil && instant - $0.value.since >= Self.patience }
            .map(\.key)
    }

    /// Seven packets of PID 8191, which every decoder drops.
    static let nullPackets: ByteBuffer = {
        let head: [UInt8] = [0x47, 0x1F, 0xFF, 0x10]
        let packet = head + Array(repeating: 0xFF, count: 184)
        return ByteBuffer(bytes: (0..<7).flatMap { _ in packet })
    }()
}
