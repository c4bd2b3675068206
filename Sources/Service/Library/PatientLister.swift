import Synchronization

/// Lists a source's folders and gives up on one that does not answer.
///
/// A call into a dead network mount never comes back, and its thread with it. So while one is out,
/// the source is not asked again; when it does come back, all is well.
actor PatientLister {
    typealias List = @Sendable (String) async throws(ListingError) -> FolderListing
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

    func callAsFunction(_ path: String) async throws(ListingError) -> FolderListing {
        guard !isStuck else { throw .noAnswer }
        isStuck = true
        let answer = FirstAnswer()
        Task {
            do throws(ListingError) {
                answer.give(.success(try await list(path)))
            } catch {
                answer.give(.failure(error))
            }
            isStuck = false
        }
        let timer = Task { [wait, patience] in
            try await wait(patience)
            answer.give(.failure(.noAnswer))
        }
        defer { timer.cancel() }
        let result = await answer.value
        if result != .failure(.noAnswer) { isStuck = false }
        return try result.get()
    }
}

/// A result that several may give and one awaits; the first counts.
private final class FirstAnswer: Sendable {
    typealias Answer = Result<FolderListing, ListingError>

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

    var value: Answer {
        get async {
            await withCheckedContinuation { continuation in
                let given: Answer? = state.withLock { state in
                    if case .given(let answer) = state { return answer }
                    state = .awaited(continuation)
                    return nil
                }
                if let given { continuation.resume(returning: given) }
            }
        }
    }
}
