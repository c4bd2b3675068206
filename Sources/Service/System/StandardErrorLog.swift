import Broadcast
import Glibc
import Logging
import Wire

/// Writes log lines to standard error, each with one call: for the journal when systemd reads it,
/// else for people.
struct StandardErrorLog: LogHandler {
    /// How a line begins.
    enum Style: Sendable {
        /// `<6>`: syslog's priority, which the journal takes off; it knows the time itself.
        case journal
        case people

        /// systemd tells what it connected standard error to.
        static var wanted: Style { getenv("JOURNAL_STREAM") == nil ? .people : .journal }
    }

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    let style: Style
    /// Remembers the newest lines for the page.
    let memory: LogMemory?
    /// Seconds since 1970.
    let now: @Sendable () -> Int

    init(
        level: Logger.Level, style: Style = .wanted, memory: LogMemory? = nil,
        now: @escaping @Sendable () -> Int = { time(nil) }
    ) {
        logLevel = level
        self.style = style
        self.memory = memory
        self.now = now
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = Array(text(of: event).utf8)
        _ = write(STDERR_FILENO, line, line.count)
        memory?.add(message(of: event), event.level, at: AirTime(seconds: Int64(now())))
    }

    /// The line and its newline; whatever is in the message, it stays one line of bounded length.
    func text(of event: LogEvent) -> String {
        let line = message(of: event)
        switch style {
        case .journal: return "<\(event.level.priority)>\(line)\n"
        case .people: return "\(clock) \(event.level.word) \(line)\n"
        }
    }

    private func message(of event: LogEvent) -> String {
        var line = event.message.description.onOneLine
        let details = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in details.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(value.description.onOneLine)"
        }
        if let error = event.error { line += ": \(String(describing: error).onOneLine)" }
        return line.utf8.count > 1_000 ? line.prefix(1_000) + "…" : line
    }

    private var clock: String {
        var seconds = now()
        var parts = tm()
        localtime_r(&seconds, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}

extension Logger.Level {
    /// syslog's number.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// Five letters wide.
    fileprivate var word: String {
        switch self {
        case .trace: "trace"
        case .debug: "debug"
        case .info: "info "
        case .notice: "note "
        case .warning: "WARN "
        case .error, .critical: "ERROR"
        }
    }
}
