import Broadcast
import CLinux
import Glibc
import Logging
import Store

/// The process that `exstreamtv serve` is.
public enum Daemon {
    /// Runs the station until SIGTERM or SIGINT; the process ends with 0 then, and with 1 after an
    /// error, which is written to standard error. When the owner asks for it, it starts anew.
    public static func run(_ configuration: Configuration) -> Never {
        clinux_keep_one_arena()
        clinux_keep_large_blocks_apart()
        signal(SIGPIPE, SIG_IGN)
        clinux_raise_descriptor_limit(8_192)
        let level = Logger.Level(rawValue: configuration.settings.logging.level) ?? .info
        let memory = LogMemory()
        LoggingSystem.bootstrap { _ in StandardErrorLog(level: level, memory: memory) }
        Task {
            let log = Logger(label: "exstreamtv")
            do {
                try await Station.run(configuration, log: log, memory: memory)
                if Restart.isWanted { Restart.now() }
                exit(0)
            } catch StoreError.corrupt(let path) where Store.isSuspect(path) {
                log.error("The database “\(path)” is damaged. A new start mends it.")
                Restart.now()
                exit(1)
            } catch {
                // A part that did not stop in time does not keep the owner's restart from coming.
                if Restart.isWanted { Restart.now() }
                log.critical(
                    "\((error as? any Explained)?.description ?? String(describing: error))")
                exit(1)
            }
        }
        while true { pause() }
    }
}
