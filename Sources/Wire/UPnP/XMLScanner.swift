/// Reads the little XML that a SOAP request is made of, strictly, and nothing else of XML: no
/// document types, no entities but the five of XML itself, no CDATA.
struct XMLScanner {
    enum Event: Equatable {
        /// An element begins; its name without prefix, and the value of its `xmlns` attributes.
        case start(name: String, namespaces: [String])
        case text(String)
        case end(name: String)
    }

    struct Malformed: Error, Equatable {}

    private var rest: Substring.UnicodeScalarView
    private var open: [String] = []
    /// The end that follows an element closed by itself.
    private var pending: Event?

    private static let deepest = 16

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    /// - Returns: `nil` after the root element's end.
    mutating func next() throws(Malformed) -> Event? {
        if let event = pending {
            pending = nil
            return event
        }
        while let first = rest.first {
            if first != "<" { return .text(try text()) }
            rest.removeFirst()
            switch rest.first {
            case "?": try skip(past: "?>")
            case "!":
                guard rest.starts(with: "!--".unicodeScalars) else { throw Malformed() }
                try skip(past: "-->")
            case "/": return try end()
            default: return try start()
            }
        }
        guard open.isEmpty else { throw Malformed() }
        return nil
    }

    private mutating func text() throws(Malformed) -> String {
        var result = ""
        while let scalar = rest.first, scalar != "<" {
            rest.removeFirst()
            result.unicodeScalars.append(scalar == "&" ? try reference() : scalar)
        }
        return result
    }

    /// What stands between `&` and `;`.
    private mutating func reference() throws(Malformed) -> Unicode.Scalar {
        let name = String(String.UnicodeScalarView(rest.prefix(10).prefix { $0 != ";" }))
        rest = rest.dropFirst(name.unicodeScalars.count)
        guard rest.popFirst() == ";" else { throw Malformed() }
        let known: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
        ]
        if let scalar = known[name] { return scalar }
        guard name.hasPrefix("#") else { throw Malformed() }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, let scalar = Unicode.Scalar(value) else { throw Malformed() }
        return scalar
    }

    private mutating func end() throws(Malformed) -> Event {
        rest.removeFirst()
        let name = try self.name()
        skipSpace()
        guard rest.popFirst() == ">", open.popLast() == name else { throw Malformed() }
        return .end(name: Self.local(name))
    }

    private mutating func start() throws(Malformed) -> Event {
        let name = try self.name()
        guard open.count < Self.deepest else { throw Malformed() }
        var namespaces: [String] = []
        while true {
            skipSpace()
            if rest.first == ">" {
                rest.removeFirst()
                open.append(name)
                break
            }
            if rest.starts(with: "/>".unicodeScalars) {
                rest = rest.dropFirst(2)
                pending = .end(name: Self.local(name))
                break
            }
            let (attribute, value) = try self.attribute()
            if attribute == "xmlns" || attribute.hasPrefix("xmlns:") { namespaces.append(value) }
        }
        return .start(name: Self.local(name), namespaces: namespaces)
    }

    private mutating func attribute() throws(Malformed) -> (String, String) {
        let name = try self.name()
        skipSpace()
        guard rest.popFirst() == "=" else { throw Malformed() }
        skipSpace()
        guard let quote = rest.popFirst(), quote == "\"" || quote == "'" else { throw Malformed() }
        var value = ""
        while let scalar = rest.popFirst() {
            if scalar == quote { return (name, value) }
            guard scalar != "<" else { throw Malformed() }
            value.unicodeScalars.append(scalar == "&" ? try reference() : scalar)
        }
        throw Malformed()
    }

    private mutating func name() throws(Malformed) -> String {
        let name = rest.prefix { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "_:-.".unicodeScalars.contains(scalar)
        }
        guard (1...128).contains(name.count) else { throw Malformed() }
        rest = rest.dropFirst(name.count)
        return String(String.UnicodeScalarView(name))
    }

    private mutating func skipSpace() {
        rest = rest.drop { " \t\r\n".unicodeScalars.contains($0) }
    }

    private mutating func skip(past end: String) throws(Malformed) {
        let marker = end.unicodeScalars
        while !rest.isEmpty {
            if rest.starts(with: marker) {
                rest = rest.dropFirst(marker.count)
                return
            }
            rest.removeFirst()
        }
        throw Malformed()
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }
}
