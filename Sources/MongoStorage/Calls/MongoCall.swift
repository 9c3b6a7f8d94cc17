import RegistryCore
import Synchronization

/// One call of the store between the caller's task and a lane of the pool.
///
/// Whichever comes first answers the caller: the work's result, the end of the time, or the task's cancellation. Work
/// that has begun cannot be taken back from the library; it looks at ``isStopped`` between its commands and ends there,
/// without committing. A commit that is under way at that moment may still be made.
final class MongoCall<Answer: Sendable>: Sendable {
    private enum Stop { case timedOut, cancelled }

    private struct State {
        var continuation: CheckedContinuation<Answer, any Error>?
        var stop: Stop?
    }

    /// When the time is over.
    let deadline: ContinuousClock.Instant

    private let timeLimit: Duration
    private let state = Mutex(State())

    /// A call that may take so long, counted from now.
    init(timeLimit: Duration) {
        self.timeLimit = timeLimit
        deadline = .now + timeLimit
    }

    /// Whether the caller has been answered already.
    var isStopped: Bool { state.withLock { $0.stop != nil } }

    /// Hands the work out and waits for its answer.
    ///
    /// - Parameter submit: puts the work into a queue; the work calls ``finish(_:)``.
    func answer(submit: () -> Void) async throws -> Answer {
        let clock = Task {
            try await Task.sleep(until: deadline)
            stop(.timedOut)
        }
        defer { clock.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let stop = state.withLock { state in
                    if state.stop == nil { state.continuation = continuation }
                    return state.stop
                }
                if let stop {
                    continuation.resume(throwing: error(for: stop))
                } else {
                    submit()
                }
            }
        } onCancel: {
            stop(.cancelled)
        }
    }

    /// Answers the caller, unless that has happened.
    func finish(_ result: Result<Answer, any Error>) {
        takeContinuation(stop: nil)?.resume(with: result)
    }

    private func stop(_ reason: Stop) {
        takeContinuation(stop: reason)?.resume(throwing: error(for: reason))
    }

    private func takeContinuation(stop: Stop?) -> CheckedContinuation<Answer, any Error>? {
        state.withLock { state in
            if state.stop == nil { state.stop = stop }
            defer { state.continuation = nil }
            return state.continuation
        }
    }

    private func error(for stop: Stop) -> any Error {
        switch stop {
        case .cancelled: CancellationError()
        case .timedOut: MongoErrorMapping.timedOut(after: timeLimit)
        }
    }
}
