public import Broadcast

/// The playlist of all channels for IPTV clients, which points them to the guide too.
public enum ChannelsM3U {
    /// What a channel's address leads to.
    public enum Mode: String, Sendable {
        /// An endless transport stream, which takes a tuner.
        case ts
        case hls

        func path(of number: ChannelNumber) -> String {
            switch self {
            case .ts: "/auto/v\(number)"
            case .hls: "/iptv/channel/\(number).m3u8"
            }
        }
    }

    /// - Parameters:
    ///   - base: Scheme, address and port that the client reached, without a slash.
    ///   - logos: Paths of the channels' logos.
    public static func document(
        _ channels: [Channel], base: String, mode: Mode = .ts, logos: [Channel.ID: String] = [:]
    ) -> [UInt8] {
        let base = base.onOneLine
        let guide = "\(base)/xmltv.xml".escapedForM3UAttribute
        var text = "#EXTM3U url-tvg=\"\(guide)\" x-tvg-url=\"\(guide)\"\n"
        for channel in channels {
            let name = channel.name.escapedForM3UAttribute
            text += "#EXTINF:-1 tvg-id=\"\(XMLTV.channelID(of: channel.number))\""
            text += " tvg-chno=\"\(channel.number)\" tvg-name=\"\(name)\""
            if let logo = logos[channel.id] {
                text += " tvg-logo=\"\("\(base)\(logo)".escapedForM3UAttribute)\""
            }
            text += " group-title=\"\(channel.group.escapedForM3UAttribute)\""
            text += ",\(channel.name.onOneLine)\n\(base)\(mode.path(of: channel.number))\n"
        }
        return Array(text.utf8)
    }
}
