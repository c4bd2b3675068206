import Glibc
import Wire

/// Finds the program that listens on a port, for the message that it is in our way.
enum PortHolder {
    /// Such as `nginx (process 812)`; `nil` if it belongs to somebody we may not look at.
    static func name(of port: Int) -> String? {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"]
        let inodes = Set(
            tables.compactMap { try? BoundedFile.text($0) }
                .flatMap { Self.inodes(listeningOn: port, in: $0) })
        guard !inodes.isEmpty, let process = process(holding: inodes) else { return nil }
        let name = (try? BoundedFile.text("/proc/\(process)/comm", most: 64)) ?? ""
        let shown = name.onOneLine.trimming(" ")
        return shown.isEmpty ? "process \(process)" : "\(shown) (process \(process))"
    }

    /// The inodes of listening sockets in the kernel's table.
    ///
    /// A row is `slot local:port remote:port state queues timers retransmits uid timeout inode …`
    /// with ports and states in hexadecimal; 0A is listening.
    static func inodes(listeningOn port: Int, in table: String) -> [Substring] {
        table.split(separator: "\n").dropFirst().compactMap { row in
            let fields = row.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A",
                let local = fields[1].split(separator: ":").last,
                Int(local, radix: 16) == port
            else { return nil }
            return fields[9]
        }
    }

    private static func process(holding inodes: Set<Substring>) -> Int? {
        let links = Set(inodes.map { "socket:[\($0)]" })
        return entries(of: "/proc").lazy.compactMap { Int($0) }.first { process in
            entries(of: "/proc/\(process)/fd").contains { entry in
                target(of: "/proc/\(process)/fd/\(entry)").map(links.contains) ?? false
            }
        }
    }

    private static func entries(of folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    private static func target(of link: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = readlink(link, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}

extension String {
    fileprivate func trimming(_ character: Character) -> String {
        var rest = self[...]
        while rest.last == character { rest.removeLast() }
        while rest.first == character { rest.removeFirst() }
        return String(rest)
    }
}
