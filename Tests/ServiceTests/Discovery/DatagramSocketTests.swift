import Testing
import Wire

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct DatagramSocketTests {
    @Test func aDatagramTellsWhereItCameInAndIsAnsweredFromThere() async throws {
        let device = try DatagramSocket.open(port: 0, version6: false)
        let client = try DatagramSocket.open(port: 0, version6: false)
        let port = try #require(device.port)
        let loopback = IPAddress(127, 0, 0, 1)
        client.send(
            [1, 2, 3], to: Endpoint(address: IPAddress(127, 0, 0, 2), port: port), from: loopback,
            interface: 0)
        var arriving = device.datagrams.makeAsyncIterator()
        let question = try #require(await arriving.next())
        device.send(
            [4], to: question.peer, from: IPAddress(127, 0, 0, 2), interface: question.interface)
        var answers = client.datagrams.makeAsyncIterator()
        let answer = try #require(await answers.next())

        #expect(question.bytes == [1, 2, 3])
        #expect(question.destination == IPAddress(127, 0, 0, 2))
        #expect(question.interface == 1)
        #expect(answer.peer == Endpoint(address: IPAddress(127, 0, 0, 2), port: port))
        device.close()
        client.close()
        #expect(await arriving.next() == nil)
    }

    @Test func aPortInUseIsSaid() throws {
        let socket = try DatagramSocket.open(port: 0, version6: false)
        defer { socket.close() }
        let port = try #require(socket.port)

        #expect(throws: DatagramError.self) {
            try DatagramSocket.open(port: port, version6: false)
        }
    }
}
