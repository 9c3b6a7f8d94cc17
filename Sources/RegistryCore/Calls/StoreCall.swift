import Synchronization

/// One call of a store between the caller's task and the thread that does its work. It is answered once.
///
/// Whichever comes first decides: the work's result, the end of the time, or the task's cancellation. A call that ends
/// while it waits for its turn is answered at once and never runs. When one ends while it runs, see ``Patience``.
package final class StoreCall<Answer: Sendable>: Sendable {
    /// When a call is answered whose end comes while its work is under way.
    package enum Patience: Sendable {
        /// At once. The work looks at ``isStopped`` and ends by itself; what it does meanwhile may still be stored.
        case none
        /// When the work has ended, which ``StoreCall`` makes it do soon: then it is known what was stored.
        case untilTheWorkEnds
    }

    private enum Stop { case timedOut, cancelled }

    private struct State {
        var continuation: CheckedContinuation<Answer, any Error>?
        var hasBegun = false
        var stop: Stop?
    }

    /// When the time is over.
    package let deadline: ContinuousClock.Instant

    private let patience: Patience
    private let timedOut: @Sendable () -> RegistryError
    private let onStop: @Sendable () -> Void
    private let state = Mutex(State())

    /// A call that may take so long, counted from now.
    ///
    /// - Parameters:
    ///   - timedOut: the error of a call whose time is over.
    ///   - onStop: makes the work end, from any thread.
    package init(
        timeLimit: Duration, patience: Patience, timedOut: @escaping @Sendable () -> RegistryError,
        onStop: @escaping @Sendable () -> Void = {}
    ) {
        deadline = .now + timeLimit
        self.patience = patience
        self.timedOut = timedOut
        self.onStop = onStop
    }

    /// Whether the time is over or the task cancelled.
    package var isStopped: Bool { state.withLock { $0.stop != nil } }

    /// Hands the work out and waits for its answer.
    ///
    /// - Parameter submit: puts the work into a queue, which then calls ``begin()`` and ``finish(_:)``.
    package func answer(submit: () -> Void) async throws -> Answer {
        let alarm = Alarms.system.set(in: ContinuousClock.now.duration(to: deadline)) { self.stop(.timedOut) }
        defer { Alarms.system.cancel(alarm) }
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
    package func begin() -> Bool {
        state.withLock { state in
            guard state.stop == nil else { return false }
            state.hasBegun = true
            return true
        }
    }

    /// Answers the caller, unless that has happened. An answer that was ready is given even if the time was over
    /// meanwhile; for ``StoppedWork`` the caller is told why it was stopped.
    package func finish(_ result: Result<Answer, any Error>) {
        let (continuation, stop) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, state.stop)
        }
        if case .failure(is StoppedWork) = result, let stop {
            continuation?.resume(throwing: error(for: stop))
        } else {
            continuation?.resume(with: result)
        }
    }

    private func stop(_ reason: Stop) {
        let (continuation, isFirst) = state.withLock { state in
            guard state.stop == nil else { return (CheckedContinuation<Answer, any Error>?.none, false) }
            state.stop = reason
            guard patience == .none || !state.hasBegun else { return (nil, true) }
            defer { state.continuation = nil }
            return (state.continuation, true)
        }
        if isFirst { onStop() }
        continuation?.resume(throwing: error(for: reason))
    }

    private func error(for stop: Stop) -> any Error {
        switch stop {
        case .cancelled: CancellationError()
        case .timedOut: timedOut()
        }
    }
}

/// What work ends with because its call was stopped.
package struct StoppedWork: Error {
    package init() {}
}
