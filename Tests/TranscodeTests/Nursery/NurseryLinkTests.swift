import CLinux
import Glibc
import Testing
import Wire

@testable import Transcode

@Suite final class NurseryLinkTests {
    private let daemon, nursery: CInt
    private var link: NurseryLink

    init() {
        var ends: [CInt] = [-1, -1]
        socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends)
        (daemon, nursery) = (ends[0], ends[1])
        link = NurseryLink(descriptor: nursery)
    }

    deinit {
        close(daemon)
        close(nursery)
    }

    private func send(_ bytes: [UInt8], _ descriptors: [CInt] = []) {
        #expect(
            clinux_send(daemon, bytes, bytes.count, descriptors, CInt(descriptors.count))
                == bytes.count)
    }

    @Test func everyStartTakesItsOwnDescriptors() throws {
        let nothing = open("/dev/null", O_RDWR)
        defer { close(nothing) }
        let start = NurseryRequest.start(id: 1, job: .scan)
        send(try JSONLine.encode(NurseryRequest.kill(id: 3)))
        send(try JSONLine.encode(start), [nothing, nothing])

        let arrived = link.receive()
        #expect(arrived == .requests([.kill(id: 3), start]))
        let waiting = link.takeDescriptors()
        let taken = try #require(waiting)
        #expect(taken.output > 2 && taken.control > 2 && taken.output != taken.control)
        #expect(fcntl(taken.control, F_GETFD) == FD_CLOEXEC)
        let more = link.takeDescriptors()
        #expect(more == nil)
        taken.closeBoth()
    }

    @Test func aLineMayComeInPieces() throws {
        let line = try JSONLine.encode(NurseryRequest.kill(id: 3))
        send(Array(line.prefix(4)))
        let nothing = link.receive()
        #expect(nothing == .requests([]))
        send(Array(line.dropFirst(4)))
        let arrived = link.receive()
        #expect(arrived == .requests([.kill(id: 3)]))
    }

    @Test func whatOurDaemonNeverSendsIsNonsense() {
        send(Array("hello\n".utf8))
        let arrived = link.receive()
        #expect(arrived == .nonsense("a line of 5 bytes that is no request"))
    }

    @Test func theDaemonsEndIsTheEnd() {
        shutdown(daemon, CInt(SHUT_RDWR))
        let arrived = link.receive()
        #expect(arrived == .end)
        #expect(!link.tell(.ready(libav: "5")))
    }

    @Test func eventsArriveAsLines() throws {
        #expect(link.tell(.started(id: 1, pid: 2)))
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = read(daemon, &bytes, bytes.count)
        #expect(
            bytes.prefix(count).elementsEqual(
                try JSONLine.encode(NurseryEvent.started(id: 1, pid: 2))))
    }
}
