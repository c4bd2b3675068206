import Broadcast
import Logging
import ServiceLifecycle
import Wire

/// Lets clients find the tuner by themselves: the HDHomeRun protocol, SSDP and mDNS.
///
/// What cannot be had (a port, a daemon) is said in the log, and the rest goes on.
struct Discovery: Service {
    let appliance: Appliance
    let id: DeviceID
    let tuners: any Tuners
    let channels: NativeControl.Channels
    let clock: AirClock
    let logger: Logger

    /// Time between two looks at the network's interfaces and at abandoned sessions.
    private static let tick = Duration.seconds(3)

    func run() async throws {
        let host = appliance.host
        let network = Network { Interfaces.scan().served(on: host) }
        let control = NativeControl(
            tuners: tuners, identity: appliance.identity, key: .random(in: 1 ... .max),
            instant: { clock.instant }, channels: channels)
        let parts = Parts(
            discover: appliance.servesPort80 ? sockets(NativeDiscovery.port) : [],
            keepalive: sockets(Keepalives.port),
            search: socket(Announcer.port, isShared: true).map { announcer($0, network) },
            listener: ControlListener(control: control, instant: { clock.instant }),
            avahi: network.interfaces.outward.isEmpty ? nil : Avahi())
        if !appliance.servesPort80 { logger.error("\(Self.silence)") }
        join(parts, network.interfaces.all)
        await cancelWhenGracefulShutdown { await serve(parts, network, control) }
        parts.search?.goodbye()
        await control.end()
        parts.close()
    }

    static let silence = """
        HDHomeRun clients cannot find this tuner: they need port 80, which is not served here. \
        Free port 80 or allow it to this program (setcap cap_net_bind_service=+ep), then restart.
        """

    /// The sockets and talkers of one run.
    private struct Parts: Sendable {
        let discover: [DatagramSocket]
        let keepalive: [DatagramSocket]
        let search: Announcer?
        let listener: ControlListener
        let avahi: Avahi?

        func close() {
            for socket in discover + keepalive { socket.close() }
            search?.socket.close()
        }
    }
}

extension Discovery {
    private func serve(_ parts: Parts, _ network: Network, _ control: NativeControl) async {
        let responder = DiscoverResponder(appliance, id: id, at: clock.instant)
        await withDiscardingTaskGroup { group in
            for socket in parts.discover {
                let discovery = NativeDiscovery(
                    socket: socket, network: network, clock: { clock.instant })
                group.addTask { await discovery.run(responder) }
            }
            for socket in parts.keepalive {
                group.addTask { await Keepalives(socket: socket, control: control).run() }
            }
            if let search = parts.search {
                group.addTask { await search.answer() }
                group.addTask { await search.announce() }
            }
            if let avahi = parts.avahi {
                let publisher = LocalPublisher(
                    avahi: avahi, appliance: appliance, network: network, logger: logger)
                group.addTask { await publisher.run() }
            }
            group.addTask { await listen(parts.listener) }
            group.addTask { await watch(parts, network, control) }
        }
    }

    private func listen(_ listener: ControlListener) async {
        do {
            let socket = try BoundSocket.bind(host: appliance.host, port: ControlListener.port)
            await listener.run(try await ControlListener.bind(socket))
        } catch {
            logger.error("The tuner's control port is not served. \(error)")
        }
    }

    /// Follows interfaces that come and go, and ends what nobody cares for any more.
    private func watch(_ parts: Parts, _ network: Network, _ control: NativeControl) async {
        while (try? await Task.sleep(for: Self.tick)) != nil {
            await control.expire()
            parts.listener.closeSilent()
            guard let new = network.refresh() else { continue }
            join(parts, new)
            parts.avahi?.addressesChanged()
            await parts.search?.hello(to: Interfaces(new).outward)
        }
    }

    private func join(_ parts: Parts, _ interfaces: [Interface]) {
        for interface in interfaces {
            for socket in parts.discover where socket.isVersion6 && interface.address.isVersion6 {
                for group in NativeDiscovery.groups {
                    socket.join(group, interface: interface.index)
                }
            }
            guard !interface.address.isVersion6, !interface.address.isLoopback else { continue }
            parts.search?.socket.join(Announcer.group, interface: interface.index)
        }
    }

    private func announcer(_ socket: DatagramSocket, _ network: Network) -> Announcer {
        let device = SSDPDevice(
            uuid: appliance.uuid, server: "Linux/1.0 UPnP/1.0 EXStreamTV/1.0")
        let responder = SearchResponder(appliance, device: device, at: clock.instant)
        return Announcer(socket: socket, network: network, clock: clock, responder: responder)
    }

    /// The port in both families; IPv6 only if the kernel has it.
    private func sockets(_ port: Int) -> [DatagramSocket] {
        [socket(port)].compactMap(\.self)
            + [try? DatagramSocket.open(port: port, version6: true)].compactMap(\.self)
    }

    private func socket(_ port: Int, isShared: Bool = false) -> DatagramSocket? {
        do {
            return try DatagramSocket.open(
                port: port, version6: false, isShared: isShared, ttl: isShared ? 2 : 1)
        } catch {
            logger.error("\(error)")
            return nil
        }
    }
}
