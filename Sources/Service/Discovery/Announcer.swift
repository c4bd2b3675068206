import Broadcast
import Wire

/// The device's side of SSDP: answers searches, and says that it comes, is there, and goes.
struct Announcer: Sendable {
    static let port = 1900
    static let group = IPAddress(239, 255, 255, 250)
    /// Well below half of what announcements are believed for.
    static let period = Duration.seconds(720)

    let socket: DatagramSocket
    let network: Network
    let clock: AirClock
    let responder: SearchResponder

    /// Answers searches until the socket is closed or the task is cancelled.
    func answer() async {
        var responder = responder
        await withDiscardingTaskGroup { group in
            for await datagram in socket.datagrams {
                guard
                    let answer = responder.answer(
                        datagram, interfaces: network.interfaces, at: clock.instant,
                        time: AirClock.system().now)
                else { continue }
                // Bounded by the limit of answers a second and the longest wait of 5 s.
                group.addTask { await reply(answer, to: datagram) }
            }
            group.cancelAll()
        }
    }

    private func reply(_ answer: SearchResponder.Answer, to datagram: Datagram) async {
        if answer.within > 0 {
            let wait = Int.random(in: 0..<answer.within)
            guard (try? await Task.sleep(for: .milliseconds(wait))) != nil else { return }
        }
        for reply in answer.replies {
            socket.send(
                reply, to: datagram.peer, from: answer.source, interface: datagram.interface)
        }
    }

    /// Announces itself again and again until the task is cancelled. What a crash left behind is
    /// taken back first.
    func announce() async {
        goodbye()
        while !Task.isCancelled {
            await hello(to: network.interfaces.outward)
            guard (try? await Task.sleep(for: Self.period)) != nil else { return }
        }
    }

    /// Says that the device is there, twice because datagrams get lost.
    func hello(to interfaces: [Interface]) async {
        for _ in 0..<2 {
            for interface in interfaces {
                let location = responder.location(at: interface.address)
                send(
                    responder.device.alive(location: location, group: "\(Self.group)"),
                    by: interface)
            }
            guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return }
        }
    }

    /// Says that the device is no longer there.
    func goodbye() {
        for interface in network.interfaces.outward {
            send(responder.device.byebye(group: "\(Self.group)"), by: interface)
        }
    }

    private func send(_ messages: [[UInt8]], by interface: Interface) {
        guard !interface.address.isVersion6 else { return }
        let everybody = Endpoint(address: Self.group, port: Self.port)
        for message in messages {
            socket.send(message, to: everybody, from: interface.address, interface: interface.index)
        }
    }
}
