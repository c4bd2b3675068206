/// Reads compiled time zone files (RFC 9636, TZif), as they lie in /usr/share/zoneinfo.
enum ZoneFile {
    /// Counts of a header, in the order in which it has them.
    private struct Header {
        let version: UInt8
        let universal, standard, leaps, times, types, letters: Int

        /// Bytes of the block that follows, whose times have `size` bytes each.
        func length(_ size: Int) -> Int {
            times * (size + 1) + types * 6 + letters + leaps * (size + 4) + standard + universal
        }
    }

    static func read(_ bytes: [UInt8]) throws(ZoneFileError) -> ZoneRules {
        let first = try header(bytes[...])
        guard first.version > 0 else { return try block(bytes[44...], first, size: 4, tail: nil) }
        // Version 2 and later say everything again in 64 bits, and what comes after it.
        let rest = bytes.dropFirst(44 + first.length(4))
        let second = try header(rest)
        let body = rest.dropFirst(44)
        let footer = body.dropFirst(second.length(8))
        guard body.count >= second.length(8), footer.first == 10,
            let end = footer.dropFirst().firstIndex(of: 10)
        else { throw .truncated }
        let rule = footer[(footer.startIndex + 1)..<end]
        let tail = rule.isEmpty ? nil : ZoneTailReader.read(rule)
        if !rule.isEmpty, tail == nil { throw .badRule }
        return try block(body, second, size: 8, tail: tail)
    }

    private static func header(_ bytes: ArraySlice<UInt8>) throws(ZoneFileError) -> Header {
        guard bytes.count >= 44, bytes.prefix(4).elementsEqual("TZif".utf8) else {
            throw .notAZoneFile
        }
        let counts = (0..<6).map { Int(number(bytes, 20 + $0 * 4, 4)) }
        guard counts.allSatisfy({ (0...100_000).contains($0) }), counts[4] > 0 else {
            throw .truncated
        }
        return Header(
            version: bytes[bytes.startIndex + 4], universal: counts[0], standard: counts[1],
            leaps: counts[2], times: counts[3], types: counts[4], letters: counts[5])
    }

    private static func block(
        _ bytes: ArraySlice<UInt8>, _ header: Header, size: Int, tail: ZoneTail?
    ) throws(ZoneFileError) -> ZoneRules {
        guard bytes.count >= header.length(size) else { throw .truncated }
        let types = header.times * (size + 1)
        let offsets = (0..<header.types).map { Int(number(bytes, types + $0 * 6, 4)) }
        var transitions: [ZoneRules.Transition] = []
        for index in 0..<header.times {
            let instant = number(bytes, index * size, size)
            let type = Int(bytes[bytes.startIndex + header.times * size + index])
            guard type < offsets.count, instant > transitions.last?.instant ?? .min else {
                throw .truncated
            }
            transitions.append(.init(instant: instant, offset: offsets[type]))
        }
        return ZoneRules(transitions: transitions, initialOffset: offsets[0], tail: tail)
    }

    /// A signed number, most significant byte first.
    private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int, _ size: Int) -> Int64 {
        let start = bytes.startIndex + offset
        let bits = bytes[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(bitPattern: bits << (64 - size * 8)) >> (64 - size * 8)
    }
}

/// Why bytes are not a zone's rules.
public enum ZoneFileError: Error, Hashable, Sendable {
    case notAZoneFile
    case truncated
    case badRule
}

extension ZoneRules {
    /// Reads a file of /usr/share/zoneinfo.
    public init(file bytes: [UInt8]) throws(ZoneFileError) {
        self = try ZoneFile.read(bytes)
    }
}
