public import Broadcast

/// What the control protocol needs to know of the rest of the device to answer a request.
public struct ControlWorld: Sendable {
    /// A channel that can be tuned.
    public struct Listed: Equatable, Sendable {
        public let number: ChannelNumber
        public let name: String

        public init(number: ChannelNumber, name: String) {
            self.number = number
            self.name = name
        }
    }

    /// Somebody who watches over HTTP; it counts as a lock on the tuner.
    public struct Viewer: Equatable, Sendable {
        public let address: String
        public let channel: ChannelNumber

        public init(address: String, channel: ChannelNumber) {
            self.address = address
            self.channel = channel
        }
    }

    /// `/sys/model`, such as `hdhomerun5_atsc`.
    public let model: String
    /// `/sys/hwmodel`, the ModelNumber of discover.json.
    public let hardware: String
    /// `/sys/version`, digits.
    public let version: String
    public let channels: [Listed]
    public let radio: RadioPlan
    public let viewers: [Int: Viewer]
    /// Bit rate each tuner sends at, in bit/s.
    public let rates: [Int: Int]

    public init(
        model: String, hardware: String, version: String, channels: [Listed], radio: RadioPlan,
        viewers: [Int: Viewer] = [:], rates: [Int: Int] = [:]
    ) {
        self.model = model
        self.hardware = hardware
        self.version = version
        self.channels = channels
        self.radio = radio
        self.viewers = viewers
        self.rates = rates
    }

    func channel(_ number: ChannelNumber) -> Listed? {
        channels.first { $0.number == number }
    }
}

/// The other end of a control connection.
public struct ControlPeer: Hashable, Sendable {
    /// Tells connections of one address apart.
    public let connection: UInt64
    public let address: IPAddress

    public init(connection: UInt64, address: IPAddress) {
        self.connection = connection
        self.address = address
    }
}
