import Broadcast
import Glibc
import Testing

@testable import Service

@Suite struct SystemCheckTests {
    private var settings = Settings()

    init() {
        settings.server.host = "127.0.0.1"
        settings.server.port = 0
        settings.server.extraPorts = []
        settings.hdhomerun.enabled = false
        settings.database.path = "/tmp/exstreamtv-nowhere/deep/tv.db"
    }

    @Test func aFittingMachineGivesNoFinding() {
        #expect(SystemCheck(settings).findings() == [])
    }

    @Test mutating func aTunerThatNobodyFindsIsNoted() {
        settings.hdhomerun.enabled = true
        let note = "note: server.extra_ports: Port 80 is not among the ports to serve."

        let without = SystemCheck(settings).findings().map(\.description)
        settings.server.extraPorts = [80]
        let with = SystemCheck(settings).findings().map(\.description)
        #expect(without.contains { $0.hasPrefix(note) })
        #expect(!with.contains { $0.hasPrefix(note) })
    }

    @Test mutating func foldersThatCannotBeReadAreNamed() {
        settings.library.folders = ["/nowhere", "/etc/hostname", "/tmp"]

        #expect(
            SystemCheck(settings).findings().map(\.description) == [
                "library.folders: “/nowhere” cannot be read: No such file or directory. "
                    + "Create it, or name another folder.",
                "library.folders: “/etc/hostname” is no folder. Name a folder.",
            ])
    }

    @Test mutating func aDatabaseInAPlaceThatIsNoFolderIsRefused() {
        settings.database.path = "/etc/hostname/tv.db"

        #expect(SystemCheck(settings).findings().map(\.isProblem) == [true])
    }

    @Test mutating func aPortInUseNamesItsHolder() throws {
        let listener = try Listener()
        settings.server.port = listener.port

        let finding = try #require(SystemCheck(settings).findings().first)
        #expect(finding.isProblem)
        #expect(finding.problem.place == "server.port")
        #expect(
            finding.problem.message.hasPrefix("TCP port \(listener.port) is in use by "))
        #expect(finding.problem.message.hasSuffix(" (process \(getpid()))."))
    }

    @Test mutating func aMissingExtraPortIsOnlyANote() throws {
        let listener = try Listener()
        settings.server.extraPorts = [listener.port]

        #expect(SystemCheck(settings).findings().map(\.isProblem) == [false])
    }

    @Test mutating func aForeignAddressIsNamed() {
        settings.server.host = "192.0.2.1"

        #expect(
            SystemCheck(settings).findings().map(\.problem.message) == [
                "“192.0.2.1” is no address of this machine."
            ])
    }
}

@Suite struct PortHolderTests {
    private let table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:20DB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
           1: 0100007F:20DB 0100007F:A000 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
           2: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1
        """

    @Test func listenersAreFoundByPort() {
        #expect(PortHolder.sockets(in: table, port: 8_411, .tcp) == ["4711"])
        #expect(PortHolder.sockets(in: table, port: 80, .tcp) == ["4713"])
        #expect(PortHolder.sockets(in: table, port: 81, .tcp) == [])
        #expect(PortHolder.sockets(in: "", port: 80, .tcp) == [])
    }
}

/// A socket that listens on a free port of 127.0.0.1.
private final class Listener {
    let port: Int
    private let descriptor: CInt

    init() throws {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
                listen(descriptor, 1)
                getsockname(descriptor, $0, &length)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        self.descriptor = descriptor
        try #require(port > 0)
    }

    deinit {
        close(descriptor)
    }
}
