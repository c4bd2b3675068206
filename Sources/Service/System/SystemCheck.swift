public import Broadcast
import Glibc

/// Whether this machine gives what the settings ask for; changes nothing.
public struct SystemCheck: Sendable {
    /// Something that is not as it should be.
    public struct Finding: Equatable, Sendable, CustomStringConvertible {
        /// It keeps a part of the program from working; otherwise it only limits one.
        public let isProblem: Bool
        public let problem: ConfigurationProblem

        init(isProblem: Bool, problem: ConfigurationProblem) {
            self.isProblem = isProblem
            self.problem = problem
        }

        /// A problem that was found elsewhere, and the key it belongs to.
        public init(_ problem: any Explained, place: String) {
            isProblem = true
            self.problem = ConfigurationProblem(
                place: place, message: problem.message, remedy: problem.remedy)
        }

        public var description: String { (isProblem ? "" : "note: ") + problem.description }
    }

    private let settings: Settings

    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// Ports, folders and the database's place, in the order of the settings.
    public func findings() -> [Finding] {
        portFindings() + databaseFindings() + settings.library.folders.compactMap(folderFinding)
    }

    // MARK: Ports

    private func portFindings() -> [Finding] {
        let main = port("server.port", settings.server.port, .tcp, isProblem: true)
        let extra = settings.server.extraPorts.map {
            port("server.extra_ports", $0, .tcp, isProblem: false)
        }
        let discovery =
            settings.hdhomerun.enabled
            ? [
                port("hdhomerun.enabled", 65_001, .udp, isProblem: false),
                port("hdhomerun.enabled", 65_001, .tcp, isProblem: false),
            ] : []
        let hidden = HiddenTuner(settings).map { hidden in
            Finding(
                isProblem: false,
                problem: ConfigurationProblem(
                    place: "server.extra_ports", message: hidden.message, remedy: hidden.remedy))
        }
        return ([main] + extra + [hidden] + discovery).compactMap { $0 }
    }

    private func port(
        _ key: String, _ port: Int, _ transport: PortHolder.Transport, isProblem: Bool
    ) -> Finding? {
        guard let code = PortProbe.failure(settings.server.host, port, transport) else {
            return nil
        }
        let holder = code == EADDRINUSE ? PortHolder.of(port, transport) : nil
        let isOurs = holder?.name == "exstreamtv"
        let error = PortError(
            host: settings.server.host, port: port, transport: transport, code: code,
            holder: holder)
        return Finding(
            isProblem: isProblem && !isOurs,
            problem: ConfigurationProblem(
                place: key, message: error.message, remedy: error.remedy))
    }

    // MARK: Files

    private func folderFinding(_ folder: String) -> Finding? {
        problem("library.folders", folder, mode: R_OK | X_OK)
    }

    /// The nearest folder that exists must let us write: the others are made at the start.
    private func databaseFindings() -> [Finding] {
        var folder = settings.database.path[...]
        repeat {
            folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
        } while !folder.isEmpty && access(String(folder), F_OK) != 0
        let nearest = folder.isEmpty ? "/" : String(folder)
        if let finding = problem("database.path", nearest, mode: W_OK | X_OK) { return [finding] }
        var space = statvfs()
        guard statvfs(nearest, &space) == 0 else { return [] }
        let free = UInt64(space.f_bavail) * UInt64(space.f_frsize) / 1_048_576
        guard free < 64 else { return [] }
        return [
            finding(
                "database.path", "“\(nearest)” has \(free) MB of space left.",
                "Free at least 64 MB, or put the database on another disk.")
        ]
    }

    private func problem(_ key: String, _ path: String, mode: CInt) -> Finding? {
        guard access(path, mode) == 0 else {
            let writes = mode & W_OK != 0
            let reason = String(cString: strerror(errno))
            return finding(
                key, "“\(path)” cannot be \(writes ? "written" : "read"): \(reason).",
                errno == ENOENT
                    ? "Create it, or name another folder."
                    : "Let the user that runs exstreamtv \(writes ? "write to" : "read") it.")
        }
        guard let folder = opendir(path) else {
            return finding(key, "“\(path)” is no folder.", "Name a folder.")
        }
        closedir(folder)
        return nil
    }

    private func finding(_ key: String, _ message: String, _ remedy: String) -> Finding {
        Finding(
            isProblem: true,
            problem: ConfigurationProblem(place: key, message: message, remedy: remedy))
    }
}

/// Why a port could not be listened on, and who has it.
struct PortError: Explained, Equatable {
    let host: String
    let port: Int
    let transport: PortHolder.Transport
    /// The system's `errno`.
    let code: CInt
    let holder: PortHolder?

    var message: String {
        let name = "\(transport.rawValue.uppercased()) port \(port)"
        switch code {
        case EADDRINUSE:
            return "\(name) is in use by \(holder?.description ?? "another process")."
        case EADDRNOTAVAIL: return "“\(host)” is no address of this machine."
        case EACCES: return "\(name) is reserved for privileged processes."
        default: return "\(name) cannot be used: \(String(cString: strerror(code)))."
        }
    }

    var remedy: String {
        switch code {
        case EADDRINUSE where holder?.name == "exstreamtv":
            "exstreamtv runs already: nothing to do."
        case EADDRINUSE: "End that process, or choose another port."
        case EADDRNOTAVAIL: "Set server.host to 0.0.0.0, ::, or an address that “ip a” shows."
        case EACCES:
            "Grant it: setcap cap_net_bind_service=+ep on the program, or run it as a service."
        default: "Choose another port."
        }
    }
}
