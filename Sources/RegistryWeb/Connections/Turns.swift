import Synchronization

/// Lets so many go on at a time; the others wait, first come first served. Who waits holds no thread.
final class Turns: Sendable {
    /// Leave to go on; the next one has it when nobody holds it any more.
    final class Turn: Sendable {
        private let turns: Turns

        fileprivate init(_ turns: Turns) { self.turns = turns }

        deinit { turns.pass() }
    }

    private struct State {
        var free: Int
        var last = 0
        var waiting: [(number: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    }

    private let state: Mutex<State>

    /// - Parameter most: how many go on at a time, one at least.
    init(most: Int) { state = Mutex(State(free: max(1, most))) }

    /// How many wait.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Waits for a turn.
    ///
    /// - Throws: `CancellationError`, at once, when the task is cancelled.
    func take() async throws -> Turn {
        try Task.checkCancellation()
        let number: Int? = state.withLock { state in
            guard state.free == 0 else {
                state.free -= 1
                return nil
            }
            state.last += 1
            return state.last
        }
        guard let number else { return Turn(self) }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.free > 0 {
                        // Somebody was ready in the meantime.
                        state.free -= 1
                        return .success(())
                    }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let given = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).continuation }
            }
            given?.resume(throwing: CancellationError())
        }
        return Turn(self)
    }

    private func pass() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume()
    }
}
