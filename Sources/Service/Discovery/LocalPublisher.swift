import Logging
import Wire

/// Publishes the device's host name and services through the machine's mDNS daemon, for as long as
/// the task runs: also when the daemon comes late, restarts, or another machine has our names.
struct LocalPublisher: Sendable {
    let avahi: Avahi
    let appliance: Appliance
    let network: Network
    let logger: Logger

    /// Time between attempts while there is no bus, and after the connection was lost.
    private static let pause = Duration.seconds(10)
    /// So many names taken by others are no accident.
    private static let mostAttempts = 20

    func run() async {
        var names = LocalNames(
            deviceID: appliance.identity.deviceID, name: appliance.identity.friendlyName)
        var attempts = 0
        await connect()
        for await event in avahi.events {
            switch event {
            case .running, .addressesChanged:
                publish(&names, &attempts)
            case .nameTaken:
                rename(&names, &attempts)
                publish(&names, &attempts)
            case .published:
                attempts = 0
                logger.info("Known on the local network as \(names.host).local.")
            case .waiting: continue
            case .lost:
                avahi.disconnect()
                guard (try? await Task.sleep(for: Self.pause)) != nil else { break }
                await connect()
            }
        }
        avahi.disconnect()
    }

    private func connect() async {
        while !avahi.connect() {
            guard (try? await Task.sleep(for: Self.pause)) != nil else { return }
        }
    }

    private func publish(_ names: inout LocalNames, _ attempts: inout Int) {
        while attempts < Self.mostAttempts {
            let published = avahi.publish(
                host: names.host, at: network.interfaces.outward, services: services(names))
            if published { return }
            rename(&names, &attempts)
        }
    }

    private func rename(_ names: inout LocalNames, _ attempts: inout Int) {
        attempts += 1
        let taken = names.host
        names.yield()
        logger.warning(
            "Another machine is known as \(taken).local; this one tries \(names.host).local.")
    }

    private func services(_ names: LocalNames) -> [Avahi.Service] {
        let identity = appliance.identity
        let port = appliance.servesPort80 ? 80 : appliance.port
        return [
            Avahi.Service(name: names.service, type: "_http._tcp", port: port, texts: ["path=/"]),
            Avahi.Service(
                name: names.service, type: "_hdhomerun._tcp", port: port,
                texts: [
                    "DeviceID=\(identity.deviceID)", "TunerCount=\(identity.tunerCount)",
                    "ModelNumber=\(identity.modelNumber)", "Version=\(identity.firmwareVersion)",
                ]),
        ]
    }
}
