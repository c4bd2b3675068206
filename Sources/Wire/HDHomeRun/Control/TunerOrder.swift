import Broadcast

/// A client's wish to change one tuner, and the rules it has to pass.
struct TunerOrder {
    struct Outcome {
        /// The value as it now is; it is the reply.
        let text: String
        /// Whether an HTTP stream has to end for it.
        var evicts = false
    }

    let item: ControlName.OfTuner
    let value: String
    let key: UInt32?
    let peer: ControlPeer
    /// Who watches over HTTP on this tuner.
    let viewer: ControlWorld.Viewer?

    func apply(to tuner: inout NativeTuner, in world: ControlWorld) throws(ControlError) -> Outcome
    {
        if item == .lockkey { return try lock(&tuner) }
        if let viewer { throw .locked(by: viewer.address) }
        if let lock = tuner.lock, lock.key != key { throw .locked(by: lock.owner.description) }
        let text = try set(&tuner, in: world)
        tuner.connection = peer.connection
        return Outcome(text: text)
    }

    private func set(_ tuner: inout NativeTuner, in world: ControlWorld) throws(ControlError)
        -> String
    {
        switch item {
        case .channel: try tune(&tuner)
        case .vchannel: try tuneVirtual(&tuner, in: world)
        case .channelmap: try choose(map: &tuner.map)
        case .filter: try choose(filter: &tuner.filter)
        case .program: try choose(program: &tuner.program)
        case .target: try aim(&tuner)
        case .lockkey, .status, .vstatus, .streaminfo, .debug: throw .notAllowed
        }
    }

    /// `modulation:frequency`, `modulation:channel` or `none`.
    private func tune(_ tuner: inout NativeTuner) throws(ControlError) -> String {
        tuner.program = "none"
        guard value != "none" else {
            tuner.selection = nil
            return value
        }
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...24).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy(Self.isModulation),
            let tuned = StrictNumber.read(parts[1], upTo: UInt64(UInt32.max))
        else { throw .invalidValue }
        tuner.selection = .radio(text: value, tuned: Int(tuned))
        return value
    }

    /// Lower-case letters, digits and hyphens, such as `a8qam256-6900`.
    private static func isModulation(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
    }

    /// `n` or `n.n`, perhaps with ` transcode=profile` behind it, or `none`.
    private func tuneVirtual(_ tuner: inout NativeTuner, in world: ControlWorld)
        throws(ControlError) -> String
    {
        guard value != "none" else {
            tuner.selection = nil
            return value
        }
        let parts = value.split(separator: " ", omittingEmptySubsequences: false)
        guard let number = parts.first.flatMap({ ChannelNumber($0) }),
            parts.dropFirst().allSatisfy({ $0.hasPrefix("transcode=") })
        else { throw .invalidValue }
        guard world.channel(number) != nil else { throw .unknownChannel }
        tuner.selection = .virtual(number)
        return number.description
    }

    private func choose(map: inout String) throws(ControlError) -> String {
        guard RadioPlan.channelMaps.contains(value) else { throw .invalidValue }
        map = value
        return value
    }

    private func choose(filter: inout PIDFilter) throws(ControlError) -> String {
        guard let wanted = PIDFilter(value) else { throw .invalidValue }
        filter = wanted
        return wanted.text
    }

    private func choose(program: inout String) throws(ControlError) -> String {
        guard value == "none" || StrictNumber.read(value, upTo: 65_535) != nil else {
            throw .invalidValue
        }
        program = value
        return value
    }

    private func aim(_ tuner: inout NativeTuner) throws(ControlError) -> String {
        guard value != "none" else {
            tuner.target = nil
            return value
        }
        let target = try StreamTarget(value, from: peer.address)
        tuner.target = target
        return target.text
    }
}

extension TunerOrder {
    /// A key takes the lock, `none` gives it back, `force` takes it from anyone.
    private func lock(_ tuner: inout NativeTuner) throws(ControlError) -> Outcome {
        if value == "force" { return try force(&tuner) }
        if let viewer { throw .locked(by: viewer.address) }
        if let lock = tuner.lock, lock.key != key { throw .locked(by: lock.owner.description) }
        tuner.connection = peer.connection
        guard value != "none" else {
            tuner.lock = nil
            return Outcome(text: value)
        }
        guard let number = StrictNumber.read(value, upTo: UInt64(UInt32.max)), number > 0 else {
            throw .invalidValue
        }
        tuner.lock = NativeTuner.Lock(key: UInt32(number), owner: peer.address)
        return Outcome(text: peer.address.description)
    }

    /// A dead lock may be cleared by anyone, a stream over HTTP only by the host that watches it.
    private func force(_ tuner: inout NativeTuner) throws(ControlError) -> Outcome {
        if let viewer {
            guard viewer.address == peer.address.description else {
                throw .locked(by: viewer.address)
            }
            return Outcome(text: "none", evicts: true)
        }
        tuner.lock = nil
        return Outcome(text: "none")
    }
}
