import Synchronization

/// One piece of work of a ``ChartQueue`` and who waits for it. The first answer counts, be it the work's or that it was
/// given up; the others are dropped.
final class ChartJob<Output: Sendable>: Sendable {
    private enum State {
        /// Nobody waits yet.
        case new
        case awaited(CheckedContinuation<Output, any Error>)
        /// Answered, or given up before anybody waited.
        case over
    }

    private let state = Mutex(State.new)

    /// Whether somebody still waits.
    var isWanted: Bool {
        state.withLock { state in
            if case .over = state { false } else { true }
        }
    }

    /// - Throws: `CancellationError` when nobody waits any more.
    func checkWanted() throws {
        guard isWanted else { throw CancellationError() }
    }

    /// Remembers who waits; when the job was given up before, answers that instead and returns `false`.
    func begin(_ continuation: CheckedContinuation<Output, any Error>) -> Bool {
        let isWanted = state.withLock { state in
            guard case .new = state else { return false }
            state = .awaited(continuation)
            return true
        }
        if !isWanted { continuation.resume(throwing: CancellationError()) }
        return isWanted
    }

    /// Answers whoever waits, unless that was done.
    func answer(_ result: Result<Output, any Error>) {
        let waiting: CheckedContinuation<Output, any Error>? = state.withLock { state in
            defer { state = .over }
            guard case .awaited(let continuation) = state else { return nil }
            return continuation
        }
        waiting?.resume(with: result)
    }
}
