import Broadcast
import CLibav
import Glibc
import Wire

/// The process that plays one channel into a pipe.
enum StreamWorker {
    /// Plays until the daemon closes the control socket or the pipe; files never end it.
    static func run(_ job: StreamJob, output: CInt, control: CInt) -> Never {
        var link = StreamLink(output: output, control: WorkerControl(descriptor: control))
        do {
            try Libav.load()
            try play(job, &link)
        } catch is StreamLink.Closed {
            _exit(WorkerExit.done)
        } catch {
            ErrorLine.write("stream \(job.number): ends, \(error)")
            _exit(WorkerExit.failed)
        }
    }

    private static func play(_ job: StreamJob, _ link: inout StreamLink) throws -> Never {
        let pipe = link
        let pipeline = try ChannelPipeline(
            job, now: { job.clock.now },
            sink: { try pipe.write($0) }, report: { pipe.tell($0) })
        while true {
            var pause: Duration = .zero
            if case .wait(let until) = try pipeline.step() { pause = until - job.clock.now }
            for case .extend(let items) in try link.orders(within: pause) {
                pipeline.extend(items)
            }
        }
    }
}

extension StreamJob.Clock {
    /// The instant on air at this moment.
    var now: AirTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        return air + .microseconds(microseconds - monotonic)
    }
}
