import Broadcast
import Synchronization
import Wire

@testable import Service

/// Workers that answer by the name of the file: `crash`, `hang` and `bad` do what they say; in
/// `tagged` there are tags.
final class FakeWorkers: LibraryWorkers {
    private struct State {
        var launched = 0
        var demos: [String] = []
        var refusal: (any Error)?
        var video: MediaFacts.Video?
        var onDemo: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    var launched: Int { state.withLock { $0.launched } }
    var demos: [String] { state.withLock { $0.demos } }
    var video: MediaFacts.Video? {
        get { state.withLock { $0.video } }
        set { state.withLock { $0.video = newValue } }
    }

    func refuse(_ error: (any Error)?) { state.withLock { $0.refusal = error } }

    func onDemo(_ act: @escaping @Sendable () -> Void) { state.withLock { $0.onDemo = act } }

    func launch(_ job: WorkerJob) async throws -> any LibraryWorker {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.launched += 1
        }
        guard case .demo(let folder) = job else { return ScriptedWorker(video: video) }
        let act = state.withLock { state in
            state.demos.append(folder)
            return state.onDemo
        }
        act?()
        return ScriptedWorker(
            video: nil,
            answers: [.event(.made(path: "\(folder)/Clips/1.mp4")), .ended(reason: nil)])
    }
}

private final class ScriptedWorker: LibraryWorker {
    private let video: MediaFacts.Video?
    private let answers: Mutex<[WorkerAnswer]>

    init(video: MediaFacts.Video?, answers: [WorkerAnswer] = []) {
        self.video = video
        self.answers = Mutex(answers)
    }

    func send(_ order: WorkerOrder) async {
        switch order {
        case .probe(let paths): answers.withLock { $0 += paths.map { answer(to: $0) } }
        case .read(let paths): answers.withLock { $0 += paths.map { nfo(of: $0) } }
        case .shrink(let path, _, _): answers.withLock { $0.append(picture(of: path)) }
        case .extend: break
        }
    }

    func next(within patience: Duration) async -> WorkerAnswer {
        answers.withLock { $0.isEmpty ? .ended(reason: nil) : $0.removeFirst() }
    }

    func end() async {}

    private func nfo(of path: String) -> WorkerAnswer {
        guard path.split(separator: "/").last != "crash.nfo" else {
            return .ended(reason: "crashed")
        }
        do {
            let bytes = try BoundedFile.read(path, most: NFO.largest)
            return .event(.read(path: path, nfo: try NFO(bytes)))
        } catch {
            return .event(.unread(path: path, reason: "\(error)"))
        }
    }

    /// The file itself, where it is not called crash.
    private func picture(of path: String) -> WorkerAnswer {
        guard !path.hasSuffix("crash-poster.jpg") else { return .ended(reason: "crashed") }
        let bytes = try? BoundedFile.read(path, most: 100)
        return .event(.shrunk(path: path, jpeg: CodedBytes(bytes ?? [])))
    }

    private func answer(to path: String) -> WorkerAnswer {
        switch path.split(separator: "/").last {
        case "crash.mp4": .ended(reason: "crashed")
        case "hang.mp4": .silence
        case "bad.mp4": .event(.unplayable(path: path, reason: "It is not media."))
        default:
            .event(
                .probed(
                    path: path,
                    facts: MediaFacts(
                        container: "mp4", duration: .seconds(60), video: video,
                        tags: path.contains("tagged") ? Self.tags : nil)))
        }
    }

    private static var tags: MediaDetails {
        var tags = MediaDetails()
        tags.title = "From inside"
        tags.genres = ["Jazz"]
        return tags
    }
}
