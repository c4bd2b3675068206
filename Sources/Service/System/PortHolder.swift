import Glibc

/// The process that holds a port, found in /proc; only root sees other users' processes.
struct PortHolder: Equatable, CustomStringConvertible {
    enum Transport: String { case tcp, udp }

    let process: Int
    /// The command's name as the kernel keeps it, at most 15 bytes.
    let name: String

    var description: String { "\(name) (process \(process))" }

    static func of(_ port: Int, _ transport: Transport) -> PortHolder? {
        let tables = ["/proc/net/\(transport.rawValue)", "/proc/net/\(transport.rawValue)6"]
        let inodes = tables.flatMap { path in
            sockets(in: (try? BoundedFile.text(path)) ?? "", port: port, transport)
        }
        guard !inodes.isEmpty else { return nil }
        let held = Set(inodes.map { "socket:[\($0)]" })
        for process in directory("/proc").compactMap({ Int($0) }) {
            let folder = "/proc/\(process)/fd"
            guard directory(folder).contains(where: { holds("\(folder)/\($0)", anyOf: held) })
            else { continue }
            let name = (try? BoundedFile.text("/proc/\(process)/comm")) ?? "?"
            return PortHolder(process: process, name: String(name.prefix { $0 != "\n" }))
        }
        return nil
    }

    /// Inodes of the sockets that listen on `port` (TCP), or are bound to it (UDP), in a table of
    /// /proc/net: columns are number, local address, remote address, state, …, inode (tenth).
    static func sockets(in table: String, port: Int, _ transport: Transport) -> [String] {
        let listening = transport == .tcp ? "0A" : "07"
        return table.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: " ")
            guard columns.count >= 10, columns[3] == listening,
                let local = columns[1].split(separator: ":").last,
                Int(local, radix: 16) == port
            else { return nil }
            return String(columns[9])
        }
    }

    private static func holds(_ descriptor: String, anyOf sockets: Set<String>) -> Bool {
        var target = [CChar](repeating: 0, count: 64)
        let length = readlink(descriptor, &target, target.count)
        guard length > 0 else { return false }
        let bytes = target.prefix(length).map { UInt8(bitPattern: $0) }
        return sockets.contains(String(decoding: bytes, as: UTF8.self))
    }

    private static func directory(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }
}
