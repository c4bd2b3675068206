import Broadcast

/// What a get answers.
extension NativeTuners {
    static func text(_ name: ControlName, in world: ControlWorld) -> String {
        guard case .system(let item) = name else { return ControlName.helpText }
        return switch item {
        case .model: world.model
        case .hwmodel: world.hardware
        case .version: world.version
        case .features: ControlName.features
        case .copyright: "EXStreamTV, a network television appliance. See /licenses on its page.\n"
        case .debug: "mem: ok\n"
        }
    }

    func text(_ item: ControlName.OfTuner, of index: Int, in world: ControlWorld) -> String {
        let tuner = tuners[index]
        let viewer = world.viewers[index]
        return switch item {
        case .status: status(of: index, in: world).text
        case .debug: "tun: \(status(of: index, in: world).text)\n"
        case .vstatus: ProgramText.vstatus(received(index, in: world))
        case .streaminfo: streaminfo(of: index, in: world)
        case .channel: channelText(of: index, in: world) ?? "none"
        case .vchannel: received(index, in: world)?.number.description ?? "none"
        case .channelmap: tuner.map
        case .filter: tuner.filter.text
        case .program: tuner.program
        case .target: viewer.map { "http://\($0.address)" } ?? tuner.target?.text ?? "none"
        case .lockkey: viewer?.address ?? tuner.lock?.owner.description ?? "none"
        }
    }

    /// The channel that is watched over HTTP or selected natively.
    private func received(_ index: Int, in world: ControlWorld) -> ControlWorld.Listed? {
        world.viewers[index].map { viewer in
            world.channel(viewer.channel) ?? .init(number: viewer.channel, name: "")
        } ?? tuners[index].channel(in: world)
    }

    private func status(of index: Int, in world: ControlWorld) -> TunerStatus {
        TunerStatus(
            channel: channelText(of: index, in: world),
            isReceived: received(index, in: world) != nil,
            bitsPerSecond: world.rates[index] ?? 0)
    }

    private func channelText(of index: Int, in world: ControlWorld) -> String? {
        if world.viewers[index] == nil, case .radio(let text, _)? = tuners[index].selection {
            return text
        }
        return received(index, in: world).map { channel in
            world.radio.frequency(of: channel.number).map { "auto:\($0)" }
                ?? "vch:\(channel.number.major)"
        }
    }

    private func streaminfo(of index: Int, in world: ControlWorld) -> String {
        let channel = received(index, in: world)
        let frequency = channel.flatMap { world.radio.frequency(of: $0.number) } ?? 0
        let place = RadioPlan.frequencies.firstIndex { $0.frequency == frequency } ?? -1
        return ProgramText.streaminfo(channel, transport: place + 1)
    }
}
