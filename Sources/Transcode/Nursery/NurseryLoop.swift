import CLinux
import Glibc
import Wire

/// The nursery's loop: waits for the daemon and for children that end.
final class NurseryLoop {
    private var link: NurseryLink
    private var roster = NurseryRoster()

    init(link: NurseryLink) {
        self.link = link
    }

    /// - Returns: The process's exit code.
    func run() -> CInt {
        guard link.isConnected else {
            ErrorLine.write("nursery: is started by “exstreamtv serve”, not by hand")
            return 64
        }
        do throws(LibavMissing) {
            try Libav.load()
        } catch {
            _ = link.tell(.unable(message: error.message, remedy: error.remedy))
            return 1
        }
        let children = clinux_watch_children()
        guard children >= 0, link.tell(.ready(libav: Libav.version)) else { return 1 }
        return serve(children)
    }

    private func serve(_ children: CInt) -> CInt {
        var waiting = [
            pollfd(fd: link.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: children, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            guard poll(&waiting, 2, -1) > 0 else { continue }
            if waiting[1].revents != 0 {
                drain(children)
                reap()
            }
            guard waiting[0].revents != 0 else { continue }
            switch link.receive() {
            case .requests(let requests): requests.forEach(perform)
            case .end: return endAll()
            case .nonsense(let what):
                ErrorLine.write("nursery: ends, for the daemon sent \(what)")
                return endAll() + 1
            }
        }
    }

    private func perform(_ request: NurseryRequest) {
        var descriptors: WorkerDescriptors?
        if case .start = request { descriptors = link.takeDescriptors() }
        switch roster.answer(to: request, hasDescriptors: descriptors != nil) {
        case .fork(let id, let job): descriptors.map { fork(id, job, $0) }
        case .kill(let pid): kill(pid, SIGKILL)
        case .tell(let event): _ = link.tell(event)
        case .nothing: break
        }
        descriptors?.closeBoth()
    }

    private func fork(_ id: Int, _ job: WorkerJob, _ descriptors: WorkerDescriptors) {
        let parent = getpid()
        let pid = clinux_fork()
        if pid == 0 { WorkerStart.become(job, with: descriptors, parent: parent) }
        if pid > 0 {
            roster.started(id, pid: pid)
            _ = link.tell(.started(id: id, pid: pid))
        } else {
            let reason =
                "The system starts no further process (\(String(cString: strerror(-pid))))."
            _ = link.tell(.refused(id: id, reason: reason))
        }
    }

    /// Forgets the signals; `reap` finds every child that they stood for.
    private func drain(_ signals: CInt) {
        var bytes = [UInt8](repeating: 0, count: 2_048)
        while read(signals, &bytes, bytes.count) > 0 {}
    }

    private func reap() {
        var ended = clinux_ended()
        while clinux_reap(&ended) == 1 {
            guard let id = roster.ended(pid: ended.pid) else { continue }
            _ = link.tell(
                .ended(
                    id: id, status: ended.status, peakMemory: Int(ended.peak_memory),
                    processorTime: .microseconds(ended.processor_microseconds)))
        }
    }

    private func endAll() -> CInt {
        roster.running.forEach { kill($0, SIGKILL) }
        return 0
    }
}
