import Broadcast
import Glibc
import HTTPTypes
import Testing
import Wire

@testable import Service

@Suite struct ConnectionCountsTests {
    private let one = IPAddress(10, 0, 0, 1)
    private let other = IPAddress(10, 0, 0, 2)

    @Test func oneSourceCannotTakeAllTheRoom() {
        var counts = ConnectionCounts(perSource: 2, total: 3)
        let sources = [one, one, one, other, IPAddress(10, 0, 0, 3)]
        #expect(sources.map { counts.admit($0) } == [true, true, false, true, false])
    }

    @Test func whoLeavesMakesRoom() {
        var counts = ConnectionCounts(perSource: 1, total: 1)
        let isFirstIn = counts.admit(one)
        counts.leave(one)
        counts.leave(one)
        #expect(isFirstIn)
        #expect([other, one].map { counts.admit($0) } == [true, false])
    }
}

@Suite struct BoundSocketTests {
    @Test func aPortInUseNamesItsHolder() throws {
        let first = try BoundSocket.bind(host: "127.0.0.1", port: 0)
        defer { close(first.descriptor) }
        #expect(first.port > 0)
        do throws(PortError) {
            close(try BoundSocket.bind(host: "127.0.0.1", port: first.port).descriptor)
            Issue.record("the port was taken twice")
        } catch {
            #expect(error.code == EADDRINUSE)
            #expect(error.holder?.process == Int(getpid()))
        }
    }

    @Test func anotherMachinesAddressIsRefused() {
        #expect(throws: PortError.self) { try BoundSocket.bind(host: "192.0.2.1", port: 0) }
    }
}
