public import Broadcast

/// One tuner's object in `/status.json`; an idle one has nothing but its name.
public struct TunerReport: Equatable, Sendable {
    public struct Reception: Equatable, Sendable {
        public let number: ChannelNumber
        public let name: String
        /// Hz of the virtual antenna's plan; `nil` beyond its last frequency.
        public let frequency: Int?
        /// The viewer's address, without a port.
        public let target: String
        /// Bit/s that leave for the viewer.
        public let rate: Int

        public init(number: ChannelNumber, name: String, frequency: Int?, target: String, rate: Int)
        {
            self.number = number
            self.name = name
            self.frequency = frequency
            self.target = target
            self.rate = rate
        }
    }

    /// The tuner's number, from 0.
    public let tuner: Int
    public let reception: Reception?

    public init(tuner: Int, reception: Reception? = nil) {
        self.tuner = tuner
        self.reception = reception
    }

    public var document: JSON {
        guard let reception else { return ["Resource": .text("tuner\(tuner)")] }
        return [
            "Resource": .text("tuner\(tuner)"),
            "VctNumber": .text("\(reception.number)"),
            "VctName": .text(reception.name),
            "Frequency": .optional(reception.frequency),
            "SignalStrengthPercent": 100,
            "SignalQualityPercent": 100,
            "SymbolQualityPercent": 100,
            "NetworkRate": .number(reception.rate),
            "TargetIP": .text(reception.target),
        ]
    }
}
