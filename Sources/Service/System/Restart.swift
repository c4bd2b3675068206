import CLinux
import Glibc
import Synchronization

/// Starting anew in the same process, as the owner asked on the page: for what is read only once.
enum Restart {
    private static let wanted = Atomic(false)

    static var isWanted: Bool { wanted.load(ordering: .relaxed) }

    /// Ends the station as SIGTERM would, and has it start again.
    static func ask() {
        wanted.store(true, ordering: .relaxed)
        kill(getpid(), SIGTERM)
    }

    /// Runs this program's file, or the one that has replaced it, with the same arguments. Returns
    /// only if that fails.
    static func now() {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        guard length > 0 else { return }
        let name = String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let deleted = " (deleted)"
        let file = name.hasSuffix(deleted) ? String(name.dropLast(deleted.count)) : name
        // Were they closed here, threads that wait for them would end the process first.
        clinux_close_at_exec(3)
        clinux_reset_signals()
        execv(file, CommandLine.unsafeArgv)
    }
}
