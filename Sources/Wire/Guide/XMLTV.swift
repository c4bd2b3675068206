public import Broadcast

/// The guide as XMLTV (xmltv.dtd 0.5): a head with every channel, each channel's programmes, a
/// tail. The pieces are made apart from each other, so a change of one channel makes one anew.
public enum XMLTV {
    public static let tail = Array("</tv>\n".utf8)

    /// The id that ties a channel's programmes, playlist entry and tuner entry together.
    ///
    /// These are ErsatzTV's ids, so a client that was set up for it keeps its channels. The second
    /// number is there for Plex, which would take 1.23, 12.3 and 123 for one channel: the sum of
    /// the digits' codes, the fraction written out to two digits.
    public static func channelID(of number: ChannelNumber) -> String {
        let digits = "\(number.major)".utf8.reduce(0) { $0 + Int($1) }
        let fraction = number.minor.map { "\($0)" } ?? ""
        let padding = max(0, 2 - fraction.utf8.count) * 48
        let sum = digits + fraction.utf8.reduce(0) { $0 + Int($1) } + padding
        return "C\(number).\(sum).ersatztv.org"
    }

    /// Everything before the first programme.
    ///
    /// - Parameter icons: Absolute addresses of the channels' logos.
    public static func head(
        of channels: [Channel], icons: [Channel.ID: String] = [:]
    ) -> [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE tv SYSTEM "xmltv.dtd">
            <tv generator-info-name="EXStreamTV">

            """
        for channel in channels {
            let name = channel.name.onOneLine.escapedForXML
            text += """
                <channel id="\(channelID(of: channel.number))">
                <display-name>\(channel.number) \(name)</display-name>
                <display-name>\(channel.number)</display-name>
                <display-name>\(name)</display-name>

                """
            if let icon = icons[channel.id] {
                text += "<icon src=\"\(icon.escapedForXML)\" />\n"
            }
            text += "</channel>\n"
        }
        return Array(text.utf8)
    }

    /// The programmes of one channel.
    ///
    /// - Parameter texts: What is known of the media that they are about.
    public static func programmes(
        _ programmes: [Programme], on channel: Channel, texts: [Media.ID: ProgrammeText] = [:]
    ) -> [UInt8] {
        let id = Array("\" channel=\"\(channelID(of: channel.number))\">\n".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(programmes.count * (texts.isEmpty ? 192 : 768))
        for programme in programmes {
            bytes += "<programme start=\"".utf8
            append(programme.start, to: &bytes)
            bytes += "\" stop=\"".utf8
            append(programme.finish, to: &bytes)
            bytes += id
            if let text = programme.media.flatMap({ texts[$0] }), text.ownTitle == programme.title {
                bytes += text.head
                append(showingOf: text, on: programme, to: &bytes)
                bytes += text.tail
            } else {
                bytes += "<title>".utf8
                bytes += programme.title.onOneLine.escapedForXML.utf8
                bytes += "</title>\n".utf8
            }
            bytes += "</programme>\n".utf8
        }
        return bytes
    }

    /// Media on its day of release is new; everything else in a library was shown before.
    private static func append(
        showingOf text: ProgrammeText, on programme: Programme, to bytes: inout [UInt8]
    ) {
        let today = Int(programme.start.seconds / 86_400)
        guard let released = text.released, released <= today else {
            bytes += "<previously-shown />\n".utf8
            return
        }
        if released == today {
            bytes += "<new />\n".utf8
        } else {
            let day = ProgrammeText.digits(of: Day(number: released))
            bytes += "<previously-shown start=\"\(day)\" />\n".utf8
        }
    }

    /// `YYYYMMDDhhmmss +0000`, rounded to the nearest second.
    private static func append(_ time: AirTime, to bytes: inout [UInt8]) {
        let seconds = (time + .milliseconds(500)).seconds
        let days = Int((seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400)
        let (year, month, day) = Day(number: days).fields
        let second = Int(seconds) - days * 86_400
        append(year, digits: 4, to: &bytes)
        for part in [month, day, second / 3_600, second / 60 % 60, second % 60] {
            append(part, digits: 2, to: &bytes)
        }
        bytes += " +0000".utf8
    }

    private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var divisor = digits == 4 ? 1_000 : 10
        while divisor > 0 {
            bytes.append(UInt8(48 + number / divisor % 10))
            divisor /= 10
        }
    }
}
