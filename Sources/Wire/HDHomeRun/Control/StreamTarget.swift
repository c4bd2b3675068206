/// Where a tuner's stream is sent: always to the client that asked for it, never to a third party.
public struct StreamTarget: Hashable, Sendable {
    public enum Form: String, Sendable { case udp, rtp }

    public let form: Form
    public let address: IPAddress
    public let port: Int

    /// Reads `udp://ip:port`, `rtp://ip:port` or `ip:port`, with IPv6 addresses in brackets.
    ///
    /// - Parameter client: The other end of the control connection, the only host allowed.
    /// - Throws: ``ControlError/invalidTarget`` for any other host, for addresses that are not one
    ///   host's, for privileged ports and for other schemes.
    public init(_ text: String, from client: IPAddress) throws(ControlError) {
        var rest = text[...]
        var form = Form.udp
        if let scheme = text.firstRange(of: "://") {
            guard let known = Form(rawValue: String(text[..<scheme.lowerBound])) else {
                throw .invalidTarget
            }
            form = known
            rest = text[scheme.upperBound...]
        }
        guard let (address, port) = Self.endpoint(rest), address == client,
            !address.isMulticast, !address.isUnspecified, address != IPAddress(255, 255, 255, 255)
        else { throw .invalidTarget }
        self.form = form
        self.address = address
        self.port = port
    }

    private static func endpoint(_ text: Substring) -> (IPAddress, Int)? {
        guard let colon = text.lastIndex(of: ":"),
            let port = StrictNumber.read(text[text.index(after: colon)...], upTo: 65_535),
            port >= 1024
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"), host.contains(":") else { return nil }
            host = host.dropFirst().dropLast()
            host = host.prefix { $0 != "%" }
        } else if host.contains(":") {
            return nil
        }
        return IPAddress(host).map { ($0, Int(port)) }
    }

    var text: String { "\(form.rawValue)://\(address.inURL):\(port)" }
}

extension String {
    /// Where `other` begins and ends; the standard library alone has no such search.
    fileprivate func firstRange(of other: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) {
                return start..<index(start, offsetBy: other.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
