import RegistryCore
import Synchronization

/// One call of a store between the caller's task and the connection's queue.
///
/// Whichever comes first decides: the work begins, the time is over, or the task is cancelled. A call that ends while
/// it waits for its turn answers at once and never runs; one that ends while it runs has its statement interrupted and
/// answers when the connection is free again, so that what it wrote is known to be there or not.
final class StoreCall<Answer: Sendable>: Sendable {
    /// Why a call ended before its work did.
    private enum Stop { case timedOut, cancelled }

    private struct State {
        var continuation: CheckedContinuation<Answer, any Error>?
        var hasBegun = false
        var stop: Stop?
    }

    /// Raised when the work is to stop.
    let signal = StopSignal()

    private let state = Mutex(State())
    private let timeLimit: Duration

    /// A call that may take so long.
    init(timeLimit: Duration) { self.timeLimit = timeLimit }

    /// Hands the work out and waits for its answer.
    ///
    /// - Parameter submit: puts the work into a queue, which then calls ``begin()`` and ``finish(_:)``.
    func answer(submit: () -> Void) async throws -> Answer {
        let clock = Task {
            try await Task.sleep(for: timeLimit)
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

    /// Whether the work may begin; `false` when the caller has been answered already.
    func begin() -> Bool {
        state.withLock { state in
            guard state.stop == nil else { return false }
            state.hasBegun = true
            return true
        }
    }

    /// Answers the caller. An answer that was ready is given even if the time was over meanwhile.
    func finish(_ result: Result<Answer, any Error>) {
        let (continuation, stop) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, state.stop)
        }
        if case .failure(let failure) = result, let stop, SQLiteErrorMapping.isInterruption(failure) {
            continuation?.resume(throwing: error(for: stop))
        } else {
            continuation?.resume(with: result)
        }
    }

    private func stop(_ reason: Stop) {
        let continuation = state.withLock { state -> CheckedContinuation<Answer, any Error>? in
            guard state.stop == nil else { return nil }
            state.stop = reason
            guard !state.hasBegun else { return nil }
            defer { state.continuation = nil }
            return state.continuation
        }
        signal.raise()
        continuation?.resume(throwing: error(for: reason))
    }

    private func error(for stop: Stop) -> any Error {
        switch stop {
        case .cancelled: CancellationError()
        case .timedOut:
            RegistryError(
                .timedOut,
                "The database did not answer within \(timeLimit). Ask for less, ask by an indexed field, or allow more time."
            )
        }
    }
}
