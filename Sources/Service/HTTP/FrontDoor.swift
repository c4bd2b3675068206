import Broadcast
import Hummingbird
import Logging
import Wire

/// All the ports we serve, and one router behind each of them.
struct FrontDoor: Sendable {
    private let sockets: [BoundSocket]
    private let host: String
    /// The extra ports that could not be had, and why.
    let refused: [PortError]

    /// Takes the ports: the configured one, and of the others those that can be had.
    ///
    /// - Throws: ``PortError`` if the configured one cannot be had.
    static func open(_ settings: Settings.Server) throws(PortError) -> FrontDoor {
        var sockets = [try BoundSocket.bind(host: settings.host, port: settings.port)]
        var refused: [PortError] = []
        for port in settings.extraPorts where port != settings.port {
            do throws(PortError) {
                sockets.append(try BoundSocket.bind(host: settings.host, port: port))
            } catch {
                refused.append(error)
            }
        }
        return FrontDoor(sockets: sockets, host: settings.host, refused: refused)
    }

    private init(sockets: [BoundSocket], host: String, refused: [PortError]) {
        self.sockets = sockets
        self.host = host
        self.refused = refused
    }

    /// The ports that are served; the configured one first.
    var ports: [Int] { sockets.map(\.port) }

    /// `http://` addresses for people: the plain port if we have it.
    ///
    /// - Parameter ownOnly: Also those that only this machine reaches.
    func addresses(forThisMachine ownOnly: Bool = false) -> [String] {
        let port = ports.contains(80) ? "" : ":\(ports[0])"
        if let only = IPAddress(host), !only.isUnspecified {
            return only.isLoopback && !ownOnly ? [] : ["http://\(only.inURL)\(port)"]
        }
        if host == "localhost" { return ownOnly ? ["http://localhost\(port)"] : [] }
        let here = ownOnly ? ["http://127.0.0.1\(port)"] : []
        return here + LocalAddresses.all.map { "http://\($0.inURL)\(port)" }
    }

    /// One service for each port.
    func listeners(serving router: Router<TunerContext>, logger: Logger) -> [Listener] {
        let replies = router.buildResponder()
        let ledger = ConnectionLedger()
        return sockets.map {
            Listener($0, ledger: ledger, replies: replies, logger: logger)
        }
    }

    /// A router whose answers are right also when something fails; routes are added to it.
    static func router(now: @escaping @Sendable () -> AirTime) -> Router<TunerContext> {
        let router = Router(context: TunerContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: AnswerMarks(now: now))
        router.add(middleware: ErrorReply())
        router.add(middleware: OriginGuard())
        return router
    }
}
