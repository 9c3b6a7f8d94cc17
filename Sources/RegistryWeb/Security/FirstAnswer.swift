import Synchronization

/// The first of several answers, for one who waits; later ones are dropped.
final class FirstAnswer<Answer: Sendable>: Sendable {
    private typealias Waiting = CheckedContinuation<Answer, any Error>

    private enum State {
        case open(Waiting?)
        /// The answer comes from who claimed it, and from nobody else.
        case claimed(Waiting?)
        case given(Result<Answer, any Error>)
        case taken
    }

    private let state = Mutex(State.open(nil))

    /// Gives an answer, which counts if it is the first and nobody has claimed to have it.
    func give(_ answer: Result<Answer, any Error>) {
        if claim() { settle(answer) }
    }

    /// Makes what others give from now on too late, before ``settle(_:)`` tells the answer.
    ///
    /// - Returns: `false` when there is one already, or somebody else has claimed it.
    func claim() -> Bool {
        state.withLock { state in
            guard case .open(let waiting) = state else { return false }
            state = .claimed(waiting)
            return true
        }
    }

    /// Tells the answer that was claimed.
    func settle(_ answer: Result<Answer, any Error>) {
        let waiting = state.withLock { state -> Waiting? in
            guard case .claimed(let waiting) = state else { return nil }
            state = waiting == nil ? .given(answer) : .taken
            return waiting
        }
        waiting?.resume(with: answer)
    }

    /// Waits for the first answer, once.
    func value() async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let given = state.withLock { state -> Result<Answer, any Error>? in
                switch state {
                case .open: state = .open(continuation)
                case .claimed: state = .claimed(continuation)
                case .given(let answer):
                    state = .taken
                    return answer
                case .taken: preconditionFailure("an answer is waited for once")
                }
                return nil
            }
            if let given { continuation.resume(with: given) }
        }
    }
}
