/// A UPnP control point's call of one action.
public struct SOAPRequest: Equatable, Sendable {
    public let action: String
    /// The service's type, the namespace of the action.
    public let service: String
    public let arguments: [String: String]

    /// Longest body that is read, in bytes.
    public static let longest = 16_384

    public init(action: String, service: String, arguments: [String: String] = [:]) {
        self.action = action
        self.service = service
        self.arguments = arguments
    }

    /// Reads `Envelope/Body/action`, whose children are the arguments.
    ///
    /// - Returns: `nil` if the body is too long, no proper XML, or has another shape.
    public init?(_ body: some RandomAccessCollection<UInt8>) {
        guard body.count <= Self.longest, body.allSatisfy(Self.isCharacter),
            let text = String(validating: body, as: UTF8.self),
            let call = try? Call(text), let action = call.action, let service = call.service
        else { return nil }
        self.init(action: action, service: service, arguments: call.arguments)
    }

    /// Control characters are no part of XML.
    private static func isCharacter(_ byte: UInt8) -> Bool {
        byte >= 32 || byte == 9 || byte == 10 || byte == 13
    }

    /// Collects a call while its document is scanned.
    private struct Call {
        var action: String?
        var service: String?
        var arguments: [String: String] = [:]
        private var path: [String] = []

        init(_ text: String) throws(XMLScanner.Malformed) {
            var scanner = XMLScanner(text)
            while let event = try scanner.next() {
                switch event {
                case .start(let name, let namespaces): try begin(name, namespaces)
                case .text(let text): add(text)
                case .end: path.removeLast()
                }
            }
        }

        private mutating func begin(_ name: String, _ namespaces: [String])
            throws(XMLScanner.Malformed)
        {
            path.append(name)
            if path.count == 3, path[0] == "Envelope", path[1] == "Body" {
                guard action == nil else { throw XMLScanner.Malformed() }
                action = name
                service = namespaces.last
            } else if path.count == 4, action != nil, path[1] == "Body" {
                guard arguments.count < 16, arguments[name] == nil else {
                    throw XMLScanner.Malformed()
                }
                arguments[name] = ""
            }
        }

        private mutating func add(_ text: String) {
            guard path.count == 4, let name = path.last, let before = arguments[name] else {
                return
            }
            arguments[name] = before + text
        }
    }
}

/// What a UPnP action returns, as the body of an HTTP answer.
public enum SOAPReply: Equatable, Sendable {
    case values(action: String, service: String, [(name: String, value: String)])
    case fault(UPnPError)

    /// 200, or 500 as UPnP wants it for a fault.
    public var status: Int {
        switch self {
        case .values: 200
        case .fault: 500
        }
    }

    public var body: String {
        let inner =
            switch self {
            case .values(let action, let service, let values):
                "<u:\(action)Response xmlns:u=\"\(service)\">"
                    + values.map { "<\($0.name)>\($0.value.escapedForXML)</\($0.name)>" }.joined()
                    + "</u:\(action)Response>"
            case .fault(let error):
                "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring>"
                    + "<detail><UPnPError xmlns=\"urn:schemas-upnp-org:control-1-0\"><errorCode>"
                    + "\(error.rawValue)</errorCode><errorDescription>\(error.text)"
                    + "</errorDescription></UPnPError></detail></s:Fault>"
            }
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s:Envelope "
            + "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            + "s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>\(inner)"
            + "</s:Body></s:Envelope>\n"
    }

    public static func == (one: SOAPReply, other: SOAPReply) -> Bool { one.body == other.body }
}

/// Error codes of UPnP control.
public enum UPnPError: Int, Error, Sendable {
    case invalidAction = 401
    case invalidArguments = 402
    case noSuchObject = 701

    var text: String {
        switch self {
        case .invalidAction: "Invalid Action"
        case .invalidArguments: "Invalid Args"
        case .noSuchObject: "No such object"
        }
    }
}
