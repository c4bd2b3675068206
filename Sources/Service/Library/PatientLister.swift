import Synchronization

/// Lists a source's folders and gives up on one that does not answer.
///
/// A call into a dead network mount never comes back, and its thread with it. So while one is out,
/// the source is not asked again; when it does come back, all is well.
actor PatientLister {
    /// Lists several folders, or only the first of them; the answers are in their order.
    typealias List = @Sendable ([String]) async -> [FolderListing.Answer]
    typealias Wait = @Sendable (Duration) async throws -> Void

    private let list: List
    private let wait: Wait
    private let patience: Duration
    private var isStuck = false

    init(
        patience: Duration = .seconds(20), list: @escaping List,
        wait: @escaping Wait = { try await Task.sleep(for: $0) }
    ) {
        self.patience = patience
        self.list = list
        self.wait = wait
    }

    func callAsFunction(_ paths: [String]) async -> [FolderListing.Answer] {
        guard !isStuck else { return [.failure(.noAnswer)] }
        isStuck = true
        let answer = FirstAnswer()
        Task {
            answer.give(await list(paths))
            isStuck = false
        }
        let timer = Task { [wait, patience] in
            try await wait(patience)
            answer.give(nil)
        }
        defer { timer.cancel() }
        guard let answers = await answer.value else { return [.failure(.noAnswer)] }
        isStuck = false
        return answers
    }
}

/// A result that several may give and one awaits; the first counts.
private final class FirstAnswer: Sendable {
    /// `nil` is that there was none in time.
    typealias Answer = [FolderListing.Answer]?

    private enum State {
        case open
        case awaited(CheckedContinuation<Answer, Never>)
        case given(Answer)
    }

    private let state = Mutex(State.open)

    func give(_ answer: Answer) {
        let waiting: CheckedContinuation<Answer, Never>? = state.withLock { state in
            switch state {
            case .given: return nil
            case .open:
                state = .given(answer)
                return nil
            case .awaited(let continuation):
                state = .given(answer)
                return continuation
            }
        }
        waiting?.resume(returning: answer)
    }

    private var given: Answer {
        state.withLock { state in
            if case .given(let answer) = state { answer } else { nil }
        }
    }

    var value: Answer {
        get async {
            await withCheckedContinuation { continuation in
                let isGiven = state.withLock { state in
                    if case .given = state { return true }
                    state = .awaited(continuation)
                    return false
                }
                if isGiven { continuation.resume(returning: given) }
            }
        }
    }
}
