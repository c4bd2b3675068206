import CLinux
import Glibc
import Testing

/// What foreign media could make a worker try once it had taken the worker over.
@Suite struct SandboxTests {
    enum Attempt: CaseIterable {
        case socket, program, process, signal, root

        /// - Returns: Whether it was refused; runs in a forked child, so it allocates nothing.
        func isRefused(parent: pid_t) -> Bool {
            var status: CInt = 0
            switch self {
            case .socket: status = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            case .program:
                var none: UnsafeMutablePointer<CChar>?
                status = execve("/bin/true", &none, &none)
            case .process: status = clinux_fork() < 0 ? -1 : 0
            case .signal: status = kill(parent, 0)
            case .root: status = chroot("/")
            }
            return status == -1 && errno == EPERM
        }
    }

    /// Forks, forbids, tries; 0 if `work` came true.
    private func child(_ work: (_ parent: pid_t) -> Bool) -> CInt {
        let parent = getpid()
        let pid = clinux_fork()
        if pid == 0 { _exit(clinux_forbid_calls() == 0 && work(parent) ? 0 : 1) }
        var status: CInt = -1
        waitpid(pid, &status, 0)
        return status
    }

    @Test(arguments: Attempt.allCases) func itCannot(attempt: Attempt) {
        #expect(child { attempt.isRefused(parent: $0) } == 0)
    }

    @Test func itReadsFilesAndEndsAsItWants() {
        #expect(
            child { _ in
                let file = open("/proc/self/maps", O_RDONLY)
                var byte: UInt8 = 0
                return file >= 0 && read(file, &byte, 1) == 1
            } == 0)
        // As abort() does, by a signal to itself.
        #expect(child { _ in raise(SIGKILL) == 0 } == SIGKILL)
    }
}
