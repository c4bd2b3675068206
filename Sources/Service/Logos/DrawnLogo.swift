import Broadcast

/// The logo of a channel that has none of its own: its number and name on a colour of its own.
struct DrawnLogo {
    private static let width = 320
    private static let height = 240
    private static let margin = 16
    private static let mostLines = 3

    /// One bit a pixel, rows padded to whole bytes, the left pixel highest.
    private var rows = [UInt8](repeating: 0, count: height * width / 8)
    private let colour: (UInt8, UInt8, UInt8)

    init(_ channel: Channel) {
        colour = Self.colours[abs(channel.number.major) % Self.colours.count]
        let number = "\(channel.number)"
        let large = min(14, Self.room / (number.count * (LogoFont.width + 1)))
        let lines = Self.lines(of: channel.name)
        let small = lines.map(\.count).max().map { min(4, Self.room / max(1, $0 * 6)) } ?? 0
        let line = small * (LogoFont.height + 2)
        var top = (Self.height - large * LogoFont.height - lines.count * line - 16) / 2
        write(number, top: top, scale: large)
        top += large * LogoFont.height + 24
        for text in lines {
            write(text, top: top, scale: max(1, small))
            top += line
        }
    }

    /// As a PNG in two colours.
    var png: [UInt8] {
        PNG.document(
            width: Self.width, height: Self.height, rows: rows,
            palette: [colour, (255, 255, 255)])
    }

    private static let room = width - 2 * margin

    /// Dark enough for white letters.
    private static let colours: [(UInt8, UInt8, UInt8)] = [
        (30, 64, 120), (120, 40, 50), (25, 95, 75), (95, 60, 125), (135, 75, 15), (20, 90, 110),
        (100, 35, 90), (70, 85, 30), (55, 60, 75),
    ]

    /// The name's letters that can be drawn, a few words a line.
    private static func lines(of name: String) -> [String] {
        let words = String(name.filter { LogoFont.rows(of: $0) != nil }.prefix(60))
            .split(separator: " ").map { String($0.prefix(16)) }
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + word.count < 14 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else if lines.count < mostLines {
                lines.append(word)
            } else {
                break
            }
        }
        return lines
    }

    private mutating func write(_ text: String, top: Int, scale: Int) {
        let pitch = (LogoFont.width + 1) * scale
        var left = (Self.width - text.count * pitch + scale) / 2
        for character in text {
            for (row, bits) in (LogoFont.rows(of: character) ?? []).enumerated() {
                for column in 0..<LogoFont.width where bits >> (4 - column) & 1 == 1 {
                    fill(left + column * scale, top + row * scale, scale)
                }
            }
            left += pitch
        }
    }

    private mutating func fill(_ left: Int, _ top: Int, _ size: Int) {
        for y in max(0, top)..<max(0, min(Self.height, top + size)) {
            for x in max(0, left)..<max(0, min(Self.width, left + size)) {
                rows[(y * Self.width + x) / 8] |= 0x80 >> UInt8(x % 8)
            }
        }
    }
}
