import Wire

/// What discovery tells others about this device, in all protocols alike.
struct Appliance: Sendable {
    let identity: TunerIdentity
    /// For UPnP; made once per installation.
    let uuid: String
    /// `server.host`: which of our addresses are served.
    let host: String
    /// The HTTP port of the page and the tuner.
    let port: Int
    /// Whether HTTP answers on port 80 as well, which clients of UDP 65001 take for granted.
    let servesPort80: Bool

    /// Where others reach our documents at one of our addresses.
    func base(at address: IPAddress) -> String {
        "http://\(address.inURL):\(servesPort80 ? 80 : port)"
    }
}
