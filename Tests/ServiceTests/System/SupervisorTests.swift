import Broadcast
import Glibc
import Logging
import Synchronization
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct SupervisorTests {
    private let socket = SupervisorSocket()

    private func made(_ more: [String: String] = [:]) -> Supervisor? {
        let environment = more.merging(["NOTIFY_SOCKET": socket.path]) { more, _ in more }
        return Supervisor({ environment[$0] }, process: 7)
    }

    @Test func itHearsThatTheStationIsReadyAndAlive() async throws {
        let supervisor = try #require(made(["WATCHDOG_USEC": "30000000"]))
        #expect(supervisor.watchdog == .seconds(30))
        let waits = Mutex<[Duration]>([])
        let liveness = Liveness(supervisor: supervisor, signs: [{}], log: Logger(label: "test")) {
            span in
            waits.withLock { $0.append(span) }
            throw CancellationError()
        }
        await #expect(throws: CancellationError.self) { try await liveness.run() }
        #expect(socket.heard() == ["READY=1", "WATCHDOG=1"])
        #expect(waits.withLock { $0 } == [.seconds(10)])
    }

    @Test func aStationThatDoesNotWorkIsNotSaidToLive() async throws {
        struct Stuck: Error {}
        let supervisor = try #require(made(["WATCHDOG_USEC": "30000000"]))
        var log = Logger(label: "test")
        log.logLevel = .critical
        let liveness = Liveness(supervisor: supervisor, signs: [{ throw Stuck() }], log: log) { _ in
            throw CancellationError()
        }
        await #expect(throws: CancellationError.self) { try await liveness.run() }
        #expect(socket.heard() == ["READY=1"])
    }

    @Test func theWatchdogOfAnotherProcessIsNotOurs() {
        #expect(made(["WATCHDOG_USEC": "1000", "WATCHDOG_PID": "8"])?.watchdog == nil)
        #expect(made(["WATCHDOG_USEC": "1000", "WATCHDOG_PID": "7"])?.watchdog != nil)
        #expect(made(["WATCHDOG_USEC": "x"])?.watchdog == nil)
    }

    @Test(arguments: [nil, "", "relative/path"]) func withoutASocketThereIsNoSupervisor(
        _ address: String?
    ) {
        #expect(Supervisor { $0 == "NOTIFY_SOCKET" ? address : nil } == nil)
    }
}

/// A socket such as systemd gives to a service.
private final class SupervisorSocket: Sendable {
    let path = "/tmp/exstreamtv-supervisor-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    private let descriptor: CInt

    init() {
        descriptor = socket(
            AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func heard() -> [String] {
        var news: [String] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { return news }
            news.append(String(decoding: bytes[..<count], as: UTF8.self))
        }
    }
}
