/// A variable of the control protocol.
enum ControlName: Equatable {
    enum System: String { case model, hwmodel, version, features, copyright, debug }
    enum OfTuner: String {
        case status, vstatus, streaminfo, channel, vchannel, channelmap, filter, program, target
        case lockkey, debug
    }

    case help
    case system(System)
    case tuner(Int, OfTuner)

    init?(_ text: String) {
        guard text != "help" else {
            self = .help
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty else { return nil }
        if parts[1] == "sys", let name = System(rawValue: String(parts[2])) {
            self = .system(name)
        } else if parts[1].hasPrefix("tuner"), let name = OfTuner(rawValue: String(parts[2])),
            let number = StrictNumber.read(parts[1].dropFirst(5), upTo: 99)
        {
            self = .tuner(Int(number), name)
        } else {
            return nil
        }
    }

    /// What `help` answers.
    static let helpText = """
        Supported configuration options:
        /sys/copyright
        /sys/debug
        /sys/features
        /sys/hwmodel
        /sys/model
        /sys/version
        /tuner<n>/channel <modulation>:<freq|ch>
        /tuner<n>/channelmap <channelmap>
        /tuner<n>/debug
        /tuner<n>/filter "0x<nnnn>-0x<nnnn> [...]"
        /tuner<n>/lockkey
        /tuner<n>/program <program number>
        /tuner<n>/status
        /tuner<n>/streaminfo
        /tuner<n>/target <ip>:<port>
        /tuner<n>/vchannel <vchannel>
        /tuner<n>/vstatus

        """

    static let features = """
        channelmap: \(RadioPlan.channelMaps.joined(separator: " "))
        modulation: 8vsb qam256 qam64
        auto-modulation: auto auto6t auto6c qam

        """
}

/// Numbers as the protocols write them: digits only, checked against a bound.
enum StrictNumber {
    static func read(_ text: some StringProtocol, upTo limit: UInt64) -> UInt64? {
        guard (1...10).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let value = text.utf8.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 48) }
        return value <= limit ? value : nil
    }

    /// `0x` and one to four hexadecimal digits, or decimal digits.
    static func readPID(_ text: some StringProtocol) -> UInt16? {
        guard text.hasPrefix("0x") else { return read(text, upTo: 0x1FFF).map { UInt16($0) } }
        let digits = text.dropFirst(2)
        guard (1...4).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
            let pid = UInt16(digits, radix: 16), pid <= 0x1FFF
        else { return nil }
        return pid
    }
}
