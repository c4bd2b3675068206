public import Broadcast

/// The channels as a UPnP media server offers them: one folder of live broadcasts.
public struct ContentDirectory: Sendable {
    /// A channel that can be played.
    public struct Item: Equatable, Sendable {
        public let number: ChannelNumber
        public let name: String

        public init(number: ChannelNumber, name: String) {
            self.number = number
            self.name = name
        }
    }

    static let service = "urn:schemas-upnp-org:service:ContentDirectory:1"
    static let connectionManager = "urn:schemas-upnp-org:service:ConnectionManager:1"
    /// Most items in one answer; a client asks for the rest.
    static let mostItems = 200

    private let title: String
    private let items: [Item]
    /// Address and port as a URL begins, such as `http://10.77.0.2:8411`.
    private let base: String
    /// Grows with every change of the lineup.
    private let revision: UInt32

    public init(title: String, items: [Item], base: String, revision: UInt32) {
        self.title = title
        self.items = items
        self.base = base
        self.revision = revision
    }

    public func answer(_ request: SOAPRequest) -> SOAPReply {
        do throws(UPnPError) {
            let values =
                switch request.service {
                case Self.service: try directory(request)
                case Self.connectionManager: try connections(request)
                default: throw UPnPError.invalidAction
                }
            return .values(action: request.action, service: request.service, values)
        } catch {
            return .fault(error)
        }
    }

    private func directory(_ request: SOAPRequest) throws(UPnPError) -> [(String, String)] {
        switch request.action {
        case "Browse": try browse(request.arguments)
        case "GetSystemUpdateID": [("Id", "\(revision)")]
        case "GetSearchCapabilities": [("SearchCaps", "")]
        case "GetSortCapabilities": [("SortCaps", "")]
        default: throw .invalidAction
        }
    }

    private func connections(_ request: SOAPRequest) throws(UPnPError) -> [(String, String)] {
        switch request.action {
        case "GetProtocolInfo": return [("Source", "http-get:*:video/mpeg:*"), ("Sink", "")]
        case "GetCurrentConnectionIDs": return [("ConnectionIDs", "0")]
        case "GetCurrentConnectionInfo":
            guard request.arguments["ConnectionID"] == "0" else { throw .invalidArguments }
            return [
                ("RcsID", "-1"), ("AVTransportID", "-1"), ("ProtocolInfo", ""),
                ("PeerConnectionManager", ""), ("PeerConnectionID", "-1"), ("Direction", "Output"),
                ("Status", "OK"),
            ]
        default: throw .invalidAction
        }
    }
}

extension ContentDirectory {
    private func browse(_ arguments: [String: String]) throws(UPnPError) -> [(String, String)] {
        guard let object = arguments["ObjectID"], let flag = arguments["BrowseFlag"],
            let start = Self.number(arguments["StartingIndex"]),
            let wanted = Self.number(arguments["RequestedCount"])
        else { throw .invalidArguments }
        switch flag {
        case "BrowseMetadata":
            return result(try metadata(of: object), returned: 1, of: 1)
        case "BrowseDirectChildren":
            guard object == "0" else {
                guard item(object) != nil else { throw .noSuchObject }
                return result("", returned: 0, of: 0)
            }
            let most = wanted == 0 ? Self.mostItems : min(wanted, Self.mostItems)
            let page = items.dropFirst(start).prefix(most)
            return result(page.map(element).joined(), returned: page.count, of: items.count)
        default: throw .invalidArguments
        }
    }

    private static func number(_ text: String?) -> Int? {
        guard let text, !text.isEmpty else { return 0 }
        return StrictNumber.read(text, upTo: UInt64(UInt32.max)).map { Int($0) }
    }

    private func metadata(of object: String) throws(UPnPError) -> String {
        if object == "0" {
            return
                "<container id=\"0\" parentID=\"-1\" restricted=\"1\" childCount=\"\(items.count)\">"
                + "<dc:title>\(title.escapedForXML)</dc:title>"
                + "<upnp:class>object.container</upnp:class></container>"
        }
        guard let item = item(object) else { throw .noSuchObject }
        return element(item)
    }

    private func item(_ object: String) -> Item? {
        items.first { Self.id($0) == object }
    }

    private static func id(_ item: Item) -> String { "channel/\(item.number)" }

    private func element(_ item: Item) -> String {
        "<item id=\"\(Self.id(item))\" parentID=\"0\" restricted=\"1\">"
            + "<dc:title>\(item.number) \(item.name.escapedForXML)</dc:title>"
            + "<upnp:class>object.item.videoItem.videoBroadcast</upnp:class>"
            + "<upnp:channelName>\(item.name.escapedForXML)</upnp:channelName>"
            + "<upnp:channelNr>\(item.number.major)</upnp:channelNr>"
            + "<res protocolInfo=\"http-get:*:video/mpeg:*\">"
            + "\(base.escapedForXML)/auto/v\(item.number)</res></item>"
    }

    private func result(_ elements: String, returned: Int, of total: Int) -> [(String, String)] {
        let document =
            "<DIDL-Lite xmlns=\"urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            + "xmlns:upnp=\"urn:schemas-upnp-org:metadata-1-0/upnp/\">\(elements)</DIDL-Lite>"
        return [
            ("Result", document), ("NumberReturned", "\(returned)"), ("TotalMatches", "\(total)"),
            ("UpdateID", "\(revision)"),
        ]
    }
}
