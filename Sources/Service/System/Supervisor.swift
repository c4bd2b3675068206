import Broadcast
import Glibc

/// Tells systemd, where it started the program, how the station is: sd_notify(3).
struct Supervisor: Sendable {
    /// A path, or a name that begins with `@`.
    private let socket: String
    /// How often the station has to say that it is alive; `nil` if nobody asks.
    let watchdog: Duration?

    /// - Returns: `nil` if the program was not started by systemd, or another process was.
    init?(_ environment: (String) -> String?, process: pid_t = getpid()) {
        guard let socket = environment("NOTIFY_SOCKET"),
            socket.hasPrefix("/") || socket.hasPrefix("@")
        else { return nil }
        self.socket = socket
        let isMeant = environment("WATCHDOG_PID").map { $0 == "\(process)" } ?? true
        let microseconds = environment("WATCHDOG_USEC").flatMap { Int64($0) } ?? 0
        watchdog = isMeant && microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Never waits; a supervisor that does not listen is none.
    func tell(_ news: String) {
        let descriptor = Glibc.socket(
            AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(socket.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let isAbstract = name[0] == 0
        let length = MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1)
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(
                    descriptor, news, news.utf8.count,
                    CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL), $0,
                    socklen_t(length))
            }
        }
    }
}
