public import Broadcast

/// The native protocol's tuners: decides what each request is answered, and what has to be done.
///
/// An HTTP viewer counts as a lock held by the viewer's address. A native lock or target takes the
/// tuner out of HTTP's hands, which is what ``Action/claim(_:owner:)`` asks for.
public struct NativeTuners: Equatable, Sendable {
    public enum Action: Equatable, Sendable {
        /// Take the tuner for native use, or name its new owner; when that fails, forget the
        /// request and refuse it.
        case claim(Int, owner: IPAddress)
        case release(Int)
        /// Send the channel there, instead of whatever is being sent.
        case play(Int, ChannelNumber, StreamTarget, PIDFilter)
        case stop(Int)
        case filter(Int, PIDFilter)
        /// End the HTTP stream on this tuner.
        case evict(Int)
    }

    /// A session whose connection is closed and that sends no keepalive ends after this long.
    public static let patience = Duration.seconds(30)

    var tuners: [NativeTuner]

    public init(count: Int) {
        tuners = Array(repeating: NativeTuner(), count: count)
    }

    public mutating func answer(
        _ request: GetSetRequest, from peer: ControlPeer, in world: ControlWorld
    ) -> (reply: GetSetReply, actions: [Action]) {
        var actions: [Action] = []
        do throws(ControlError) {
            let value = try perform(request, from: peer, in: world, &actions)
            return (GetSetReply(name: request.name, .success(value)), actions)
        } catch {
            return (GetSetReply(name: request.name, .failure(error)), [])
        }
    }

    private mutating func perform(
        _ request: GetSetRequest, from peer: ControlPeer, in world: ControlWorld,
        _ actions: inout [Action]
    ) throws(ControlError) -> String {
        guard let name = ControlName(request.name) else { throw .unknownVariable }
        switch name {
        case .help, .system:
            guard request.value == nil else { throw .notAllowed }
            return Self.text(name, in: world)
        case .tuner(let index, let item):
            guard tuners.indices.contains(index) else { throw .unknownVariable }
            guard let value = request.value else { return text(item, of: index, in: world) }
            let order = TunerOrder(
                item: item, value: value, key: request.lockKey, peer: peer,
                viewer: world.viewers[index])
            return try change(index, in: world, &actions) { tuner throws(ControlError) in
                try order.apply(to: &tuner, in: world)
            }
        }
    }

    /// Changes one tuner and notes what has to be done so that the device follows.
    private mutating func change(
        _ index: Int, in world: ControlWorld, _ actions: inout [Action],
        _ body: (inout NativeTuner) throws(ControlError) -> TunerOrder.Outcome
    ) throws(ControlError) -> String {
        let before = tuners[index]
        var after = before
        let outcome = try body(&after)
        tuners[index] = after
        if outcome.evicts { actions.append(.evict(index)) }
        if before.owner != after.owner, let owner = after.owner {
            actions.append(.claim(index, owner: owner))
        }
        actions += Self.streaming(index, from: before, to: after, in: world)
        if before.owner != nil, after.owner == nil { actions.append(.release(index)) }
        return outcome.text
    }

    private static func streaming(
        _ index: Int, from before: NativeTuner, to after: NativeTuner, in world: ControlWorld
    ) -> [Action] {
        let old = before.channel(in: world)?.number
        let new = after.channel(in: world)?.number
        if old != new || before.target != after.target {
            if let new, let target = after.target {
                return [.play(index, new, target, after.filter)]
            }
            return before.target != nil && old != nil ? [.stop(index)] : []
        }
        return before.filter != after.filter ? [.filter(index, after.filter)] : []
    }
}

extension NativeTuners {
    /// The connection is gone: what it set stays for a while, so that its keepalives or a new
    /// connection can take over.
    public mutating func closed(_ connection: UInt64, at now: Duration) {
        for index in tuners.indices where tuners[index].connection == connection {
            tuners[index].connection = nil
            tuners[index].lastSeen = now
        }
    }

    /// A client that receives our stream says that it still does.
    public mutating func keepalive(
        from address: IPAddress, port: Int, key: UInt32, at now: Duration
    ) {
        for index in tuners.indices {
            guard let target = tuners[index].target, target.address == address, target.port == port,
                key == tuners[index].lock?.key ?? 0
            else { continue }
            tuners[index].lastSeen = now
        }
    }

    /// Ends the sessions nobody has shown an interest in.
    public mutating func expire(at now: Duration) -> [Action] {
        tuners.indices.flatMap { index -> [Action] in
            let tuner = tuners[index]
            guard tuner.owner != nil, tuner.connection == nil, now - tuner.lastSeen >= Self.patience
            else { return [] }
            tuners[index].reset()
            return [.stop(index), .release(index)]
        }
    }

    /// The stream could not be started or its receiver refuses it: there is no target any more.
    public mutating func streamEnded(_ index: Int, to target: StreamTarget) -> [Action] {
        guard tuners.indices.contains(index), tuners[index].target == target else { return [] }
        tuners[index].target = nil
        return tuners[index].owner == nil ? [.stop(index), .release(index)] : [.stop(index)]
    }

    /// Whether this connection holds a tuner.
    public func isHeld(by connection: UInt64) -> Bool {
        tuners.contains { $0.connection == connection && $0.owner != nil }
    }

    /// Everything ends: the device stops.
    public mutating func end() -> [Action] {
        let owned = tuners.indices.filter { tuners[$0].owner != nil }
        tuners = tuners.map { _ in NativeTuner() }
        return owned.flatMap { [.stop($0), .release($0)] as [Action] }
    }
}
