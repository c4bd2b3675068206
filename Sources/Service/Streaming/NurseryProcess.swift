import CLinux
import FoundationEssentials
import Glibc

/// The nursery as a child of this process, from its start to its reaping.
struct NurseryProcess: Sendable {
    /// Which program becomes the nursery: this one, unless a test says otherwise.
    struct Command: Sendable {
        var executable = "/proc/self/exe"
        var arguments = ["exstreamtv", "nursery"]
    }

    let pid: pid_t
    let socket: LineSocket

    /// Starts it with its end of a socket as descriptor 3 and nothing else of ours but the
    /// standard streams.
    static func start(_ command: Command) throws(WorkerError) -> NurseryProcess {
        guard let (ours, theirs) = Descriptor.socketPair() else { throw .noDescriptors }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, theirs.number, 3)
        _ = clinux_close_from(&actions, 4)

        var pid = pid_t()
        // A crashed worker's backtracer can hang, and the nursery has nothing to trace.
        let variables = ProcessInfo.processInfo.environment
            .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.map { "\($0)=\($1)" }
        let code = withCStrings(command.arguments) { arguments in
            withCStrings(variables) { environment in
                posix_spawn(&pid, command.executable, &actions, nil, arguments, environment)
            }
        }
        guard code == 0 else { throw .noNursery(code: code) }
        return NurseryProcess(pid: pid, socket: LineSocket(ours))
    }

    /// Takes note of the process's end, which its closed socket has announced.
    ///
    /// Killed first, so that the wait is short whatever state it is in.
    func reap() {
        kill(pid, SIGKILL)
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    }
}

/// Lends `strings` as a null-terminated vector of C strings.
private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
