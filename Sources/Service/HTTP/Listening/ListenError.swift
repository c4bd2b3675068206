import Broadcast
import Glibc

/// Why a port is not served.
enum ListenError: Explained, Equatable {
    /// - Parameter holder: Such as `nginx (process 812)`, if it can be told.
    case inUse(port: Int, holder: String?)
    case notPermitted(port: Int)
    case foreignAddress(String)
    case unknownHost(String)
    /// - Parameter code: The system's `errno`.
    case failed(port: Int, code: CInt)

    init(host: String, port: Int, code: CInt) {
        self =
            switch code {
            case EADDRINUSE: .inUse(port: port, holder: PortHolder.of(port, .tcp)?.description)
            case EACCES, EPERM: .notPermitted(port: port)
            case EADDRNOTAVAIL: .foreignAddress(host)
            default: .failed(port: port, code: code)
            }
    }

    var message: String {
        switch self {
        case .inUse(let port, let holder?): "Port \(port) is in use by \(holder)."
        case .inUse(let port, nil): "Port \(port) is in use by another program."
        case .notPermitted(let port): "Port \(port) needs a permission that this process lacks."
        case .foreignAddress(let host): "“\(host)” is not an address of this machine."
        case .unknownHost(let host): "“\(host)” is not an address."
        case .failed(let port, let code):
            "Port \(port) cannot be opened: \(String(cString: strerror(code)))."
        }
    }

    var remedy: String {
        switch self {
        case .inUse:
            "Stop that program, or set another port (server.port, server.extra_ports)."
        case .notPermitted:
            "Start the program by its systemd unit, or give it the permission: "
                + "setcap cap_net_bind_service=+ep and the program's path."
        case .foreignAddress, .unknownHost:
            "Set server.host to :: for every interface, or to one of this machine's addresses."
        case .failed: "Check the network settings of this machine."
        }
    }
}
