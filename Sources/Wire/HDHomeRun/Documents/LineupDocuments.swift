/// The lineup in the three formats real units serve.
public struct LineupDocuments: Sendable {
    let entries: [LineupEntry]
    let base: String
    let query: LineupQuery

    /// - Parameters:
    ///   - entries: Every channel, ordered by number; the query decides which are listed.
    ///   - base: `http://` and the address and port that the client reached.
    public init(_ entries: [LineupEntry], base: String, query: LineupQuery = LineupQuery()) {
        self.entries = entries.filter(query.lists)
        self.base = base
        self.query = query
    }

    public var json: [UInt8] {
        JSON.list(entries.map { .object($0.members(base: base, query: query)) }).bytes
    }

    public var xml: [UInt8] {
        var text = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n<Lineup>\n"
        for entry in entries {
            text += "<Program>"
            for member in entry.members(base: base, query: query) {
                guard let value = member.value.plain else { continue }
                text += "<\(member.key)>\(value.escapedForXML)</\(member.key)>"
            }
            text += "</Program>\n"
        }
        return Array((text + "</Lineup>\n").utf8)
    }

    /// Playable channels only; only the name stands after the comma, and all the attributes that
    /// IPTV clients look for are there beside the tuner's own two.
    public var m3u: [UInt8] {
        var text = "#EXTM3U x-tvg-url=\"\(base)/xmltv.xml\"\n"
        for entry in entries where !entry.isHidden {
            let name = entry.name.escapedForM3UAttribute
            text += #"#EXTINF:-1 channel-id="\#(entry.number)" channel-number="\#(entry.number)""#
            text +=
                #" tvg-id="\#(entry.guideID.escapedForM3UAttribute)" tvg-chno="\#(entry.number)""#
            text += #" tvg-name="\#(name)" group-title="\#(entry.group.escapedForM3UAttribute)""#
            text += ",\(entry.name.onOneLine)\n\(base)/auto/v\(entry.number)\n"
        }
        return Array(text.utf8)
    }
}

extension JSON {
    /// A text or number as an XML element holds it.
    fileprivate var plain: String? {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag, .list, .object, .absent: nil
        }
    }
}
