import Dispatch
import Synchronization

/// One call that the caller's own thread waits for, as imports do: they have a queue of their own, which may wait.
final class WaitedCall<Answer: Sendable>: Sendable {
    private struct State {
        /// `nil` in it for a failure that came when the time was over.
        var result: Result<Answer?, any Error>?
        var isStopped = false
    }

    /// When the time is over.
    let deadline: ContinuousClock.Instant
    private let state = Mutex(State())
    private let isDone = DispatchSemaphore(value: 0)

    /// So often a cancelled task is noticed while nothing else happens.
    private static var patience: DispatchTimeInterval { .milliseconds(200) }

    /// A call that may take so long, counted from now.
    init(timeLimit: Duration) { deadline = .now + timeLimit }

    /// Whether nobody waits any more.
    var isStopped: Bool { state.withLock(\.isStopped) }

    /// Gives the answer, from any thread, once.
    func finish(_ result: Result<Answer, any Error>) {
        // What breaks behind the deadline breaks because of it, whatever the driver calls it.
        let isLate = ContinuousClock.now >= deadline
        state.withLock { state in
            state.result =
                switch result {
                case .success(let answer): .success(answer)
                case .failure(let error): isLate ? .success(nil) : .failure(error)
                }
        }
        isDone.signal()
    }

    /// The answer; `nil` when the time is over, and when the work failed behind its deadline.
    ///
    /// - Throws: what the work threw before; `CancellationError` when the task is cancelled.
    func answer() throws -> Answer? {
        while isDone.wait(timeout: .now() + Self.patience) == .timedOut {
            let isCancelled = Task.isCancelled
            guard isCancelled || ContinuousClock.now >= deadline else { continue }
            state.withLock { $0.isStopped = true }
            if isCancelled { throw CancellationError() }
            return nil
        }
        return try state.withLock(\.result)?.get()
    }
}
