/// A tuner's signal, in the grammar clients take apart: one space between, none at the end.
public struct TunerStatus: Equatable, Sendable {
    /// `modulation:frequency`; `nil` if nothing is tuned.
    public var channel: String?
    /// Whether one of our channels is received there.
    public var isReceived = false
    public var bitsPerSecond = 0

    public init(channel: String? = nil, isReceived: Bool = false, bitsPerSecond: Int = 0) {
        self.channel = channel
        self.isReceived = isReceived
        self.bitsPerSecond = bitsPerSecond
    }

    public var text: String {
        let level = isReceived ? 100 : 0
        let packets = bitsPerSecond / (1316 * 8)
        return "ch=\(channel ?? "none") lock=\(isReceived ? "8vsb" : "none") ss=\(level)"
            + " snq=\(level) seq=\(level) bps=\(bitsPerSecond) pps=\(packets)"
    }
}

/// The texts about the programme that a tuner receives.
enum ProgramText {
    static func vstatus(_ channel: ControlWorld.Listed?) -> String {
        guard let channel else { return "vch=none name=none auth=none cci=none cgms=none" }
        return "vch=\(channel.number) name=\(word(channel.name))"
            + " auth=unspecified cci=none cgms=none"
    }

    static func streaminfo(
        _ channel: ControlWorld.Listed?, transport: Int
    ) -> String {
        guard let channel else { return "none" }
        let number = PIDFilter.hexadecimal(UInt16(clamping: transport))
        return "1: \(channel.number) \(line(channel.name))\ntsid=\(number)\nonid=0x0001\n"
    }

    /// A name without anything that would end the field it stands in.
    private static func word(_ name: String) -> String {
        String(line(name).map { $0.isWhitespace || $0 == "=" ? "_" : $0 })
    }

    private static func line(_ name: String) -> String {
        let clean = name.prefix(64).map { character in
            character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } ? " " : character
        }
        return String(clean)
    }
}
