import Glibc
import Wire

/// Probes, reads or shrinks the files it is told, in order, and answers each with one event.
enum ScanWorker {
    /// A read that hangs in the kernel outlives libav's patience; this many seconds later the
    /// process dies of SIGALRM, and the file whose answer is missing is the one at fault.
    private static let alarmSeconds: UInt32 = 20

    static func run(control descriptor: CInt) -> Never {
        var control = WorkerControl(descriptor: descriptor)
        serve(&control)
        _exit(WorkerExit.done)
    }

    /// Answers until the daemon closes its end.
    static func serve(_ control: inout WorkerControl) {
        while let orders = control.receive() {
            for order in orders {
                switch order {
                case .probe(let paths):
                    for path in paths where !control.tell(answer(path)) { return }
                case .read(let paths):
                    for path in paths where !control.tell(read(path)) { return }
                case .shrink(let path, let width, let height):
                    guard control.tell(shrink(path, width, height)) else { return }
                case .extend: break
                }
            }
        }
    }

    private static func read(_ path: String) -> WorkerEvent {
        alarm(alarmSeconds)
        defer { alarm(0) }
        do throws(Unplayable) {
            let size = try FileCheck.size(of: path)
            guard size <= NFO.largest else {
                return .unread(path: path, reason: NFO.Refusal.tooLarge.reason)
            }
        } catch {
            return .unread(path: path, reason: error.reason)
        }
        do throws(NFO.Refusal) {
            return .read(path: path, nfo: try NFO(FileCheck.head(of: path, count: NFO.largest)))
        } catch {
            return .unread(path: path, reason: error.reason)
        }
    }

    private static func shrink(_ path: String, _ width: Int, _ height: Int) -> WorkerEvent {
        alarm(alarmSeconds)
        defer { alarm(0) }
        do throws(Unplayable) {
            let jpeg = try SmallPicture.jpeg(of: path, width: width, height: height)
            return .shrunk(path: path, jpeg: CodedBytes(jpeg))
        } catch {
            return .unread(path: path, reason: error.reason)
        }
    }

    private static func answer(_ path: String) -> WorkerEvent {
        alarm(alarmSeconds)
        defer { alarm(0) }
        do throws(Unplayable) {
            return .probed(path: path, facts: try FileProbe.facts(of: path))
        } catch {
            return .unplayable(path: path, reason: error.reason)
        }
    }
}
