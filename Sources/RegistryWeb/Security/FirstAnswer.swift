import Synchronization

/// The first of several answers, for one who waits; later ones are dropped.
final class FirstAnswer<Answer: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Answer, any Error>)
        case given(Result<Answer, any Error>)
        case taken
    }

    private let state = Mutex(State.open)

    /// Gives an answer, which counts if it is the first.
    func give(_ answer: Result<Answer, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<Answer, any Error>? in
            switch state {
            case .open:
                state = .given(answer)
                return nil
            case .waiting(let continuation):
                state = .taken
                return continuation
            case .given, .taken: return nil
            }
        }
        waiting?.resume(with: answer)
    }

    /// Waits for the first answer, once.
    func value() async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let given = state.withLock { state -> Result<Answer, any Error>? in
                guard case .given(let answer) = state else {
                    state = .waiting(continuation)
                    return nil
                }
                state = .taken
                return answer
            }
            if let given { continuation.resume(with: given) }
        }
    }
}
