/// A service's actions, as UPnP describes them to control points (SCPD).
public struct ServiceDescription: Sendable {
    struct Argument {
        let name: String
        let isInput: Bool
        let variable: String
    }

    let actions: [(name: String, arguments: [Argument])]
    let variables: [(name: String, type: String, values: [String])]

    public var document: String {
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            + "<scpd xmlns=\"urn:schemas-upnp-org:service-1-0\">\n"
            + "<specVersion><major>1</major><minor>0</minor></specVersion>\n<actionList>\n"
            + actions.map { Self.action($0.name, $0.arguments) }.joined()
            + "</actionList>\n<serviceStateTable>\n"
            + variables.map { Self.variable($0.name, $0.type, $0.values) }.joined()
            + "</serviceStateTable>\n</scpd>\n"
    }

    private static func action(_ name: String, _ arguments: [Argument]) -> String {
        "<action><name>\(name)</name><argumentList>"
            + arguments.map { argument in
                "<argument><name>\(argument.name)</name>"
                    + "<direction>\(argument.isInput ? "in" : "out")</direction>"
                    + "<relatedStateVariable>\(argument.variable)</relatedStateVariable></argument>"
            }.joined() + "</argumentList></action>\n"
    }

    private static func variable(_ name: String, _ type: String, _ values: [String]) -> String {
        let allowed = values.map { "<allowedValue>\($0)</allowedValue>" }.joined()
        let list = values.isEmpty ? "" : "<allowedValueList>\(allowed)</allowedValueList>"
        let evented = name == "SystemUpdateID" ? "yes" : "no"
        return "<stateVariable sendEvents=\"\(evented)\"><name>\(name)</name>"
            + "<dataType>\(type)</dataType>\(list)</stateVariable>\n"
    }

    private static func into(_ name: String, _ variable: String) -> Argument {
        Argument(name: name, isInput: true, variable: variable)
    }

    private static func out(_ name: String, _ variable: String) -> Argument {
        Argument(name: name, isInput: false, variable: variable)
    }
}

extension ServiceDescription {
    public static let contentDirectory = ServiceDescription(
        actions: [
            (
                "Browse",
                [
                    into("ObjectID", "A_ARG_TYPE_ObjectID"),
                    into("BrowseFlag", "A_ARG_TYPE_BrowseFlag"),
                    into("Filter", "A_ARG_TYPE_Filter"),
                    into("StartingIndex", "A_ARG_TYPE_Index"),
                    into("RequestedCount", "A_ARG_TYPE_Count"),
                    into("SortCriteria", "A_ARG_TYPE_SortCriteria"),
                    out("Result", "A_ARG_TYPE_Result"), out("NumberReturned", "A_ARG_TYPE_Count"),
                    out("TotalMatches", "A_ARG_TYPE_Count"),
                    out("UpdateID", "A_ARG_TYPE_UpdateID"),
                ]
            ),
            ("GetSystemUpdateID", [out("Id", "SystemUpdateID")]),
            ("GetSearchCapabilities", [out("SearchCaps", "SearchCapabilities")]),
            ("GetSortCapabilities", [out("SortCaps", "SortCapabilities")]),
        ],
        variables: [
            ("A_ARG_TYPE_ObjectID", "string", []),
            (
                "A_ARG_TYPE_BrowseFlag", "string", ["BrowseMetadata", "BrowseDirectChildren"]
            ),
            ("A_ARG_TYPE_Filter", "string", []), ("A_ARG_TYPE_Index", "ui4", []),
            ("A_ARG_TYPE_Count", "ui4", []), ("A_ARG_TYPE_SortCriteria", "string", []),
            ("A_ARG_TYPE_Result", "string", []), ("A_ARG_TYPE_UpdateID", "ui4", []),
            ("SystemUpdateID", "ui4", []), ("SearchCapabilities", "string", []),
            ("SortCapabilities", "string", []),
        ])

    public static let connectionManager = ServiceDescription(
        actions: [
            (
                "GetProtocolInfo",
                [out("Source", "SourceProtocolInfo"), out("Sink", "SinkProtocolInfo")]
            ),
            ("GetCurrentConnectionIDs", [out("ConnectionIDs", "CurrentConnectionIDs")]),
            (
                "GetCurrentConnectionInfo",
                [
                    into("ConnectionID", "A_ARG_TYPE_ConnectionID"),
                    out("RcsID", "A_ARG_TYPE_RcsID"),
                    out("AVTransportID", "A_ARG_TYPE_AVTransportID"),
                    out("ProtocolInfo", "A_ARG_TYPE_ProtocolInfo"),
                    out("PeerConnectionManager", "A_ARG_TYPE_ConnectionManager"),
                    out("PeerConnectionID", "A_ARG_TYPE_ConnectionID"),
                    out("Direction", "A_ARG_TYPE_Direction"),
                    out("Status", "A_ARG_TYPE_ConnectionStatus"),
                ]
            ),
        ],
        variables: [
            ("SourceProtocolInfo", "string", []), ("SinkProtocolInfo", "string", []),
            ("CurrentConnectionIDs", "string", []), ("A_ARG_TYPE_ConnectionID", "i4", []),
            ("A_ARG_TYPE_RcsID", "i4", []), ("A_ARG_TYPE_AVTransportID", "i4", []),
            ("A_ARG_TYPE_ProtocolInfo", "string", []),
            ("A_ARG_TYPE_ConnectionManager", "string", []),
            ("A_ARG_TYPE_Direction", "string", ["Input", "Output"]),
            (
                "A_ARG_TYPE_ConnectionStatus", "string",
                [
                    "OK", "ContentFormatMismatch", "InsufficientBandwidth", "UnreliableChannel",
                    "Unknown",
                ]
            ),
        ])
}
