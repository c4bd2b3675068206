import Glibc

/// An HTTP/1.1 client on 127.0.0.1 that keeps every byte of one answer.
final class Client {
    private let descriptor: CInt
    private var raw: [UInt8] = []
    private var decoder = ChunkDecoder()
    /// Status line and fields, lower case names.
    private(set) var status = 0
    private(set) var fields: [String: String] = [:]
    private(set) var body: [UInt8] = []
    /// The longest time without a byte since it was last set, in nanoseconds.
    var longestGap: Int64 = 0
    private var lastArrival: Int64 = 0
    private(set) var isClosed = false

    init(port: Int, path: String, method: String = "GET", host: String? = nil) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw TestFailure("port \(port): errno \(errno)") }
        let text =
            "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\n"
            + "User-Agent: test\r\nConnection: close\r\n\r\n"
        let bytes = Array(text.utf8)
        guard send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count
        else { throw TestFailure("the request could not be sent: errno \(errno)") }
    }

    deinit {
        close(descriptor)
    }

    /// Reads from all clients, as bytes come, until `isDone`.
    static func read(
        _ clients: [Client], within span: Duration, until isDone: () -> Bool
    ) throws {
        let deadline = Deadline(span)
        while !isDone() {
            let open = clients.filter { !$0.isClosed }
            var wanted = open.map {
                pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0)
            }
            guard !open.isEmpty, !deadline.isOver,
                poll(&wanted, nfds_t(wanted.count), deadline.milliseconds) > 0
            else {
                let sizes = clients.map { "\($0.status): \($0.body.count) bytes" }
                throw TestFailure("not done after \(span): \(sizes)")
            }
            for (client, state) in zip(open, wanted) where state.revents != 0 { client.receive() }
        }
    }

    private func receive() {
        var block = [UInt8](repeating: 0, count: 262_144)
        let count = recv(descriptor, &block, block.count, 0)
        guard count > 0 else { return isClosed = true }
        let now = Deadline.now
        if lastArrival > 0 { longestGap = max(longestGap, now - lastArrival) }
        lastArrival = now
        raw += block[..<count]
        if status == 0 { takeHead() }
        guard status != 0 else { return }
        if fields["transfer-encoding"] == "chunked" {
            decoder.add(raw, to: &body)
        } else {
            body += raw
        }
        raw.removeAll(keepingCapacity: true)
    }

    private func takeHead() {
        let text = raw.prefix(16_384)
        guard let end = text.indices.first(where: { text[$0...].starts(with: [13, 10, 13, 10]) })
        else { return }
        let lines = String(decoding: raw[..<end], as: UTF8.self).split(separator: "\r\n")
        status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? -1
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        raw.removeFirst(end + 4)
    }

    /// One whole answer.
    static func get(_ path: String, port: Int, host: String? = nil) throws -> Client {
        let client = try Client(port: port, path: path, host: host)
        try read([client], within: .seconds(10)) {
            client.isClosed
                || client.fields["content-length"].map { client.body.count >= Int($0) ?? 0 } == true
        }
        return client
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// From the first clock reference of a transport stream to the last, in seconds.
    var streamSeconds: Double {
        let packets = stride(from: 0, through: body.count - 188, by: 188)
        guard let first = packets.lazy.compactMap({ self.clock(at: $0) }).first,
            let last = packets.reversed().lazy.compactMap({ self.clock(at: $0) }).first
        else { return 0 }
        return Double(last - first) / 90_000
    }

    /// The clock reference of the packet that begins at `start`, if it has one.
    private func clock(at start: Int) -> Int64? {
        guard body[start + 3] & 0x20 != 0, body[start + 4] > 0, body[start + 5] & 0x10 != 0 else {
            return nil
        }
        return body[(start + 6)..<(start + 10)].reduce(0) { $0 << 8 | Int64($1) } << 1
    }
}

/// Takes the chunked transfer coding off.
private struct ChunkDecoder {
    private var line: [UInt8] = []
    private var left = 0
    private var skipsNewline = false

    mutating func add(_ bytes: [UInt8], to body: inout [UInt8]) {
        var at = 0
        while at < bytes.count {
            if left > 0 {
                let end = min(bytes.count, at + left)
                body += bytes[at..<end]
                left -= end - at
                at = end
                skipsNewline = left == 0
                continue
            }
            if bytes[at] == 10 {
                if skipsNewline {
                    skipsNewline = false
                } else {
                    let digits = line.prefix { $0 != 13 && $0 != 59 }
                    left = Int(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
                }
                line = []
            } else if !skipsNewline {
                line.append(bytes[at])
            }
            at += 1
        }
    }
}
