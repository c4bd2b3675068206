import Broadcast
import Wire

/// Markup. What is put into it is escaped, unless it is markup itself: so no title, name or
/// address can become a part of the page's structure.
struct HTML: Equatable, Sendable {
    private(set) var markup = ""

    /// - Parameter text: Becomes text, whatever is in it.
    init(text: String) {
        markup = text.escapedForXML
    }
}

extension HTML: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup: String

        init(literalCapacity: Int, interpolationCount: Int) {
            markup = ""
            markup.reserveCapacity(literalCapacity * 2)
        }

        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ text: String) { markup += text.escapedForXML }
        mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        mutating func appendInterpolation(_ number: ChannelNumber) { markup += "\(number)" }
        mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { markup += part.markup }
        }
    }

    init(stringLiteral literal: String) { markup = literal }
    init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
}
