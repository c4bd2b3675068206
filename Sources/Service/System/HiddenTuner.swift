import Broadcast

/// The tuner is to be found, but the port that finders ask for is not to be served.
struct HiddenTuner: Explained {
    /// What is said besides, wherever port 80 is missing.
    static let consequence = "Until then, most apps cannot find this tuner by themselves."

    /// - Returns: `nil` where port 80 is among the ports to serve, or nobody is to find the tuner.
    init?(_ settings: Settings) {
        let isServed = settings.server.port == 80 || settings.server.extraPorts.contains(80)
        if isServed || !settings.hdhomerun.enabled { return nil }
    }

    var message: String { "Port 80 is not among the ports to serve." }
    var remedy: String { "Add 80 to server.extra_ports and start again. \(Self.consequence)" }
}
