import CAvahi
import Wire

/// The connection to the machine's mDNS daemon.
///
/// The library has a thread and a lock of its own; every call takes the lock.
final class Avahi: Sendable {
    enum Event: Sendable { case running, waiting, lost, published, nameTaken, addressesChanged }

    /// One service under the device's host name.
    struct Service: Sendable {
        let name: String
        let type: String
        let port: Int
        /// `key=value` each.
        let texts: [String]
    }

    let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    /// Used by several threads, which the library's lock allows.
    nonisolated(unsafe) private let handle: OpaquePointer
    /// Keeps what the callback is given alive for as long as it may come.
    private let box: Box

    private final class Box: Sendable {
        let continuation: AsyncStream<Event>.Continuation
        init(_ continuation: AsyncStream<Event>.Continuation) { self.continuation = continuation }
    }

    /// - Returns: `nil` if the library is not installed.
    init?() {
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(16))
        box = Box(continuation)
        let opened = cavahi_open(
            { context, event in
                guard let context, let event = Event(event) else { return }
                Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().continuation.yield(event)
            }, Unmanaged.passUnretained(box).toOpaque())
        guard let opened else { return nil }
        handle = opened
    }

    deinit { cavahi_close(handle) }

    /// Begins anew; the daemon may come later.
    ///
    /// - Returns: `false` if there is not even a bus to wait on.
    func connect() -> Bool { cavahi_connect(handle) == 0 }

    func disconnect() { cavahi_disconnect(handle) }

    /// Tells the reader of ``events`` that there is something new to publish.
    func addressesChanged() { continuation.yield(.addressesChanged) }

    /// Replaces everything that is published.
    ///
    /// - Returns: `false` if the daemon knows one of the names as another machine's.
    func publish(host: String, at interfaces: [Interface], services: [Service]) -> Bool {
        let addresses = interfaces.map(Self.address)
        let texts = services.map { TextList($0.texts) }
        let names = services.map { TextList([$0.name, $0.type]) }
        let raw = services.indices.map { index in
            cavahi_service(
                name: names[index].pointers[0], type: names[index].pointers[1],
                port: UInt16(services[index].port), texts: texts[index].base,
                text_count: CInt(services[index].texts.count))
        }
        let result = withExtendedLifetime((texts, names)) {
            cavahi_publish(
                handle, host, addresses, CInt(addresses.count), raw, CInt(raw.count))
        }
        return result != cavahi_collision
    }

    private static func address(_ interface: Interface) -> cavahi_address {
        var address = cavahi_address()
        address.interface = CInt(interface.index)
        address.length = CInt(interface.address.bytes.count)
        withUnsafeMutableBytes(of: &address.bytes) { $0.copyBytes(from: interface.address.bytes) }
        return address
    }
}

extension Avahi.Event {
    fileprivate init?(_ raw: CInt) {
        switch UInt32(bitPattern: raw) {
        case cavahi_running.rawValue: self = .running
        case cavahi_waiting.rawValue: self = .waiting
        case cavahi_lost.rawValue: self = .lost
        case cavahi_published.rawValue: self = .published
        case cavahi_name_taken.rawValue: self = .nameTaken
        default: return nil
        }
    }
}

/// Texts as C wants them, for as long as this lives.
private final class TextList {
    private let bytes: UnsafeMutableBufferPointer<CChar>
    private let list: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>

    init(_ texts: [String]) {
        let all = texts.map { $0.utf8.map(CChar.init(bitPattern:)) + [0] }
        bytes = .allocate(capacity: all.reduce(1) { $0 + $1.count })
        list = .allocate(capacity: texts.count + 1)
        var offset = 0
        for (index, text) in all.enumerated() {
            for character in text.indices { bytes[offset + character] = text[character] }
            list[index] = bytes.baseAddress.map { UnsafePointer($0 + offset) }
            offset += text.count
        }
    }

    var base: UnsafePointer<UnsafePointer<CChar>?>? { UnsafePointer(list.baseAddress) }
    var pointers: UnsafeMutableBufferPointer<UnsafePointer<CChar>?> { list }

    deinit {
        bytes.deallocate()
        list.deallocate()
    }
}
