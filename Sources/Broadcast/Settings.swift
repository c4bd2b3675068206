/// Everything an administrator can set: one field and one row of ``keys`` for each key of
/// `config.yaml`, and nothing that no part of the program reads.
///
/// A field's initial value is the key's default; its row names the limits, the unit and the
/// meaning. Each key can be overridden by the environment: `server.port` by
/// `EXSTREAMTV_SERVER_PORT`.
public struct Settings: Equatable, Sendable {
    public var server = Server()
    public var database = Database()
    public var library = Library()
    public var ffmpeg = FFmpeg()
    public var hdhomerun = HDHomeRun()
    public var streaming = Streaming()
    public var guide = Guide()
    public var logging = Logging()

    public init() {}

    /// The one table of all keys, in the order of the shipped file.
    public static let keys: [SettingKey] =
        Server.keys + Database.keys + Library.keys + FFmpeg.keys + HDHomeRun.keys + Streaming.keys
        + Guide.keys + Logging.keys
}

extension Settings {
    /// Where HTTP is served.
    public struct Server: Equatable, Sendable {
        public var host = "::"
        public var port = 8411
        public var extraPorts = [80, 5004]

        static let keys = [
            SettingKey(
                "server.host", \.server.host, .host,
                "The address to listen on; :: is every interface, IPv4 and IPv6."),
            SettingKey(
                "server.port", \.server.port, .number(0...65_535),
                "The HTTP port of the page and of the tuner; 0 takes a free one."),
            SettingKey(
                "server.extra_ports", \.server.extraPorts, .numbers(1...65_535, most: 8),
                "More HTTP ports, used where the system allows; tuner clients expect 80 and 5004."),
        ]
    }

    /// Where the program keeps what it knows.
    public struct Database: Equatable, Sendable {
        public var path = "/var/lib/exstreamtv/exstreamtv.db"

        static let keys = [
            SettingKey(
                "database.path", \.database.path, .path,
                "The database's file; the demo library is made in a folder beside it.")
        ]
    }

    /// Where media is found.
    public struct Library: Equatable, Sendable {
        public var folders: [String] = []
        public var demo = true

        static let keys = [
            SettingKey(
                "library.folders", \.library.folders, .paths(most: 64),
                "Folders of media: each becomes a channel, and so does each folder in it."),
            SettingKey(
                "library.demo", \.library.demo, .yesOrNo,
                "Whether a small demo library is made while no folder is set."),
        ]
    }

    /// How media is encoded.
    public struct FFmpeg: Equatable, Sendable {
        public var profile = OutputProfile.hd720.name

        static let keys = [
            SettingKey(
                "ffmpeg.profile", \.ffmpeg.profile, .choice(OutputProfile.builtIn.map(\.name)),
                "The picture of channels that are made from folders.")
        ]
    }

    /// The network tuner that clients find.
    public struct HDHomeRun: Equatable, Sendable {
        public var enabled = true
        public var deviceID: DeviceID?
        public var friendlyName = "EXStreamTV"
        public var tunerCount = 4
        public var countChannels = false

        static let keys = [
            SettingKey(
                "hdhomerun.enabled", \.hdhomerun.enabled, .yesOrNo,
                "Whether clients find the tuner by themselves (HDHomeRun discovery, UPnP, mDNS)."),
            SettingKey(
                "hdhomerun.device_id", \.hdhomerun.deviceID, .deviceID,
                "The tuner's identity; empty: made at random at the first start, then kept."),
            SettingKey(
                "hdhomerun.friendly_name", \.hdhomerun.friendlyName, .text(most: 63),
                "The name that clients show."),
            SettingKey(
                "hdhomerun.tuner_count", \.hdhomerun.tunerCount, .number(1...32),
                "How many viewers the tuner admits at once."),
            SettingKey(
                "hdhomerun.count_channels", \.hdhomerun.countChannels, .yesOrNo,
                "Whether viewers of one channel share a tuner; real devices take one each."),
        ]
    }

    /// How channels run while they are watched.
    public struct Streaming: Equatable, Sendable {
        public var idleTimeout = Duration.seconds(60)
        public var lead = Duration.seconds(5)
        public var maxViewers = 50
        public var maxChannels = 20

        static let keys = [
            SettingKey(
                "streaming.idle_timeout", \.streaming.idleTimeout, .seconds(0...86_400),
                "How long a channel runs on after its last viewer has left."),
            SettingKey(
                "streaming.lead", \.streaming.lead, .seconds(1...10),
                "How much stream a joining viewer gets at once; players want about 5 s."),
            SettingKey(
                "streaming.max_viewers", \.streaming.maxViewers, .number(1...1_000),
                "How many viewers one channel admits."),
            SettingKey(
                "streaming.max_channels", \.streaming.maxChannels, .number(1...100),
                "How many channels run at once; each takes a process and up to 12 MB of buffer."),
        ]
    }

    /// The guide that other programs fetch.
    public struct Guide: Equatable, Sendable {
        public var days = 1

        static let keys = [
            SettingKey(
                "guide.days", \.guide.days, .number(1...14),
                "How many days the guide reaches ahead; what is in it does not change any more.")
        ]
    }

    /// What is written to standard error.
    public struct Logging: Equatable, Sendable {
        public var level = "info"

        static let keys = [
            SettingKey(
                "logging.level", \.logging.level,
                .choice(["trace", "debug", "info", "notice", "warning", "error"]),
                "The least urgent messages that are written.")
        ]
    }
}
