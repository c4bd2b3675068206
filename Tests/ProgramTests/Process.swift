import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

// glibc 2.36 has it, the toolchain's module map does not.
@_silgen_name("pidfd_open") private func pidfd_open(_ process: pid_t, _ flags: UInt32) -> CInt

/// A child process of the test. Its standard output and error are collected as they come.
final class Process: Sendable {
    let id: pid_t
    private let output = Mutex<[UInt8]>([])
    private let grew = DispatchSemaphore(value: 0)
    private let isOver = DispatchSemaphore(value: 0)

    /// - Parameter environment: The whole environment of the process.
    init(_ arguments: [String], environment: [String: String]) throws {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw TestFailure("pipe: errno \(errno)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)

        var child: pid_t = 0
        let program = arguments.first ?? ""
        let settings = environment.map { "\($0.key)=\($0.value)" }
        let code = withStrings(arguments) { arguments in
            withStrings(settings) {
                posix_spawn(&child, program, &actions, nil, arguments, $0)
            }
        }
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw TestFailure("\(arguments): \(String(cString: strerror(code)))")
        }
        id = child
        collect(from: ends[0])
    }

    private func collect(from descriptor: CInt) {
        let thread = DispatchQueue(label: "output of \(id)")
        thread.async { [self] in
            var block = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = read(descriptor, &block, block.count)
                guard count > 0 else { break }
                output.withLock { $0 += block[..<count] }
                grew.signal()
            }
            close(descriptor)
            grew.signal()
            isOver.signal()
        }
    }

    /// All that it said until now.
    var said: String { output.withLock { String(decoding: $0, as: UTF8.self) } }

    /// All that it said, when it has ended and nobody else has its output open.
    var allSaid: String {
        isOver.wait()
        isOver.signal()
        return said
    }

    /// Waits until it has said `text`.
    func wait(toSay text: String, within span: Duration) throws {
        let deadline = Deadline(span)
        while !said.contains(text) {
            let left = DispatchTime.now() + .milliseconds(Int(deadline.milliseconds))
            guard grew.wait(timeout: left) == .success, !deadline.isOver else {
                throw TestFailure("“\(text)” was not said, but: \(said)")
            }
        }
    }

    func signal(_ number: CInt) {
        kill(id, number)
    }

    /// Waits for its end and reaps it.
    ///
    /// - Returns: Its exit code, or minus the signal that ended it.
    func end(within span: Duration) throws -> Int {
        guard Self.hasEnded(id, within: span) else {
            throw TestFailure("process \(id) still runs after \(span): \(said)")
        }
        var status: CInt = 0
        waitpid(id, &status, 0)
        return status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : -Int(status & 0x7F)
    }

    /// Waits until a process, of whatever parent, is gone or a zombie.
    static func hasEnded(_ process: pid_t, within span: Duration) -> Bool {
        let descriptor = pidfd_open(process, 0)
        guard descriptor >= 0 else { return errno == ESRCH }
        defer { close(descriptor) }
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, Deadline(span).milliseconds) == 1
    }

    /// All living descendants of a process, whichever of its threads made them.
    static func descendants(of process: pid_t) -> [pid_t] {
        let threads =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task"))
        let children = (threads ?? []).flatMap { thread in
            textFile("/proc/\(process)/task/\(thread)/children").split(separator: " ")
                .compactMap { pid_t($0) }
        }
        return children.flatMap { [$0] + descendants(of: $0) }
    }
}

/// A small file as text; empty when it cannot be read.
func textFile(_ path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var block = [UInt8](repeating: 0, count: 65_536)
    return String(decoding: block[..<fread(&block, 1, block.count, file)], as: UTF8.self)
}

/// Gives `body` a null-terminated array of C strings.
private func withStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(pointers)
}
