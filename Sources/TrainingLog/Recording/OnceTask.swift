import Synchronization

/// A task that is begun at most once, and not any more when it was ended.
final class OnceTask: Sendable {
    private enum State {
        case notBegun
        case going(Task<Void, Never>)
        case over
    }

    private let state = Mutex(State.notBegun)

    /// Begins what `makeTask` returns, should nothing have been begun or ended before.
    func begin(_ makeTask: () -> Task<Void, Never>) {
        state.withLock { state in
            guard case .notBegun = state else { return }
            state = .going(makeTask())
        }
    }

    /// Whether it was begun and not ended.
    var isGoing: Bool { state.withLock { if case .going = $0 { true } else { false } } }

    /// Cancels it, or has it never begin.
    func end() {
        state.withLock { state in
            if case .going(let task) = state { task.cancel() }
            state = .over
        }
    }
}
