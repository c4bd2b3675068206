/// The names that this device has on the local network (mDNS), and how they change when another
/// machine has them already.
struct LocalNames: Equatable, Sendable {
    /// Without `.local`: the device id in lower case.
    private(set) var host: String
    /// What people see in a list of services.
    private(set) var service: String
    private let first: (host: String, service: String)
    private var attempt = 1

    /// - Parameter name: Cut to the 63 bytes that DNS allows.
    init(deviceID: String, name: String) {
        host = deviceID.lowercased()
        service = Self.cut(name, to: 63)
        first = (host, service)
    }

    /// Takes the next names: `e5e17005-2` and `EXStreamTV #2`.
    mutating func yield() {
        attempt += 1
        host = "\(first.host)-\(attempt)"
        service = "\(Self.cut(first.service, to: 58)) #\(attempt)"
    }

    private static func cut(_ text: String, to bytes: Int) -> String {
        var result = text
        while result.utf8.count > bytes { result.removeLast() }
        return result
    }

    static func == (one: LocalNames, other: LocalNames) -> Bool {
        one.host == other.host && one.service == other.service
    }
}
