import Broadcast
import Synchronization

/// Something that works less well than it should, and what to do about it.
struct Notice: Equatable, Sendable {
    let message: String
    let remedy: String
}

/// What the owner should know at present: parts of the service put notices up and take them down,
/// page and `/api/status` show them.
final class NoticeBoard: Sendable {
    private let notices = Mutex<[String: Notice]>([:])

    /// Puts a notice up, in place of an earlier one on the same subject.
    func post(_ subject: String, _ trouble: some Explained) {
        post(subject, Notice(message: trouble.message, remedy: trouble.remedy))
    }

    func post(_ subject: String, _ notice: Notice) {
        notices.withLock { $0[subject] = notice }
    }

    func clear(_ subject: String) {
        notices.withLock { $0[subject] = nil }
    }

    /// All of them, ordered by subject.
    var current: [Notice] {
        notices.withLock { board in board.sorted { $0.key < $1.key }.map(\.value) }
    }
}
