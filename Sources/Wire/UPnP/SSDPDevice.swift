public import Broadcast

/// What SSDP says about this device: to those who search, and to everybody by itself.
public struct SSDPDevice: Equatable, Sendable {
    /// The device's UUID, without `uuid:`.
    public let uuid: String
    /// The SERVER header: `<OS>/<version> UPnP/1.0 <product>/<version>`.
    public let server: String

    /// How long others may believe an announcement, in seconds.
    public static let maxAge = 1800

    public init(uuid: String, server: String) {
        self.uuid = uuid
        self.server = server
    }

    static let kinds = [
        "upnp:rootdevice", "urn:schemas-upnp-org:device:MediaServer:1",
        "urn:schemas-upnp-org:service:ConnectionManager:1",
        "urn:schemas-upnp-org:service:ContentDirectory:1",
    ]

    /// Everything that is announced.
    var targets: [String] { ["uuid:\(uuid)"] + Self.kinds }

    /// The answers to a search: one for each kind asked for; none if it is not ours.
    public func replies(to search: SSDPSearch, location: String, at now: AirTime) -> [[UInt8]] {
        let matching =
            search.target == "ssdp:all" ? targets : targets.filter { $0 == search.target }
        return matching.map { target in
            lines([
                "HTTP/1.1 200 OK", "CACHE-CONTROL: max-age=\(Self.maxAge)",
                "DATE: \(WebTime.text(now))", "EXT:", "LOCATION: \(location)", "SERVER: \(server)",
                "ST: \(target)", "USN: \(name(of: target))",
            ])
        }
    }

    /// What is sent to the group when the device comes, and from time to time.
    public func alive(location: String, group: String) -> [[UInt8]] {
        targets.map { target in
            lines([
                "NOTIFY * HTTP/1.1", "HOST: \(group):1900", "CACHE-CONTROL: max-age=\(Self.maxAge)",
                "LOCATION: \(location)", "NT: \(target)", "NTS: ssdp:alive", "SERVER: \(server)",
                "USN: \(name(of: target))",
            ])
        }
    }

    /// What is sent to the group when the device goes, and before it comes in case it went without.
    public func byebye(group: String) -> [[UInt8]] {
        targets.map { target in
            lines([
                "NOTIFY * HTTP/1.1", "HOST: \(group):1900", "NT: \(target)", "NTS: ssdp:byebye",
                "USN: \(name(of: target))",
            ])
        }
    }

    private func name(of target: String) -> String {
        target.hasPrefix("uuid:") ? target : "uuid:\(uuid)::\(target)"
    }

    private func lines(_ lines: [String]) -> [UInt8] {
        Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
