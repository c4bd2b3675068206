import Glibc
import Wire

/// Codes a slate in a channel's profile, tells the daemon, and ends.
///
/// The daemon shows it where no worker can: nothing that fails then is needed any more.
enum SlateWorker {
    /// Two seconds: one group of pictures.
    private static let count = 50

    static func run(_ job: SlateJob, control descriptor: CInt) -> Never {
        let control = WorkerControl(descriptor: descriptor)
        do {
            try Libav.load()
            _ = control.tell(.slate(pictures: try pictures(job)))
        } catch {
            ErrorLine.write("slate \(job.number): cannot be made, \(error)")
            _exit(WorkerExit.failed)
        }
        _exit(WorkerExit.done)
    }

    static func pictures(_ job: SlateJob) throws(LibavError) -> [SlatePicture] {
        let tape = Tape()
        let encoder = PictureEncoder(profile: job.profile, output: tape, origin: 0)
        let card = try Card(
            number: job.number, name: job.name, title: job.text, profile: job.profile)
        encoder.startItem(at: 0, rate: .usual)
        for _ in 0..<count { try encoder.encode(card.still) }
        try encoder.close()
        return tape.pictures
    }

    /// Keeps what the encoder gives.
    private final class Tape: PictureSink {
        private(set) var pictures: [SlatePicture] = []
        private(set) var lastShown: Int64?

        func add(picture: AccessUnit) {
            lastShown = picture.presentation
            pictures.append(SlatePicture(bytes: picture.bytes, isKey: picture.isKey))
        }
    }
}
