import CLinux
import Glibc
import Wire

/// The process that has libav loaded and forks a worker for every job the daemon sends.
///
/// It has one thread, so that fork is safe and a worker starts in milliseconds with all libraries
/// in place. It parses no media itself: what a broken file can crash is a worker.
public enum Nursery {
    /// The descriptor on which the daemon leaves the nursery's end of their socket pair.
    public static let descriptor: CInt = 3

    /// Serves the daemon until it closes the socket; then all workers are killed.
    public static func run() -> Never {
        clinux_keep_one_arena()
        clinux_reset_signals()
        // Out of the terminal's group: Ctrl-C reaches the daemon, which ends us in order.
        setpgid(0, 0)
        let loop = NurseryLoop(link: NurseryLink(descriptor: descriptor))
        _exit(loop.run())
    }
}
