import Synchronization

/// Something that is read once for all who wait for it. Who gives up is let go at once; the others still get it.
final class SharedReading<Output: Sendable>: Sendable {
    private enum State {
        case pending([Int: CheckedContinuation<Output, any Error>])
        case over(Result<Output, any Error>)
    }

    private let state = Mutex(State.pending([:]))
    private let lastNumber = Atomic(0)

    /// Whether reading has ended, one way or the other.
    var isOver: Bool {
        state.withLock { state in
            if case .over = state { true } else { false }
        }
    }

    /// Begins to read.
    init(_ read: @escaping @Sendable () async throws -> Output) {
        // A task of its own: who asked first must not end what others wait for.
        Task { [self] in
            do {
                finish(.success(try await read()))
            } catch {
                finish(.failure(error))
            }
        }
    }

    /// What was read.
    ///
    /// - Throws: what reading throws; `CancellationError`, at once, when the task is cancelled.
    func value() async throws -> Output {
        let number = lastNumber.add(1, ordering: .relaxed).newValue
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Output, any Error>? = state.withLock { state in
                    switch state {
                    case .over(let result): return result
                    case .pending where Task.isCancelled: return .failure(CancellationError())
                    case .pending(var waiting):
                        waiting[number] = continuation
                        state = .pending(waiting)
                        return nil
                    }
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiting = state.withLock { state -> CheckedContinuation<Output, any Error>? in
                guard case .pending(var all) = state, let one = all.removeValue(forKey: number) else { return nil }
                state = .pending(all)
                return one
            }
            waiting?.resume(throwing: CancellationError())
        }
    }

    private func finish(_ result: Result<Output, any Error>) {
        let waiting: [CheckedContinuation<Output, any Error>] = state.withLock { state in
            guard case .pending(let all) = state else { return [] }
            state = .over(result)
            return Array(all.values)
        }
        for continuation in waiting { continuation.resume(with: result) }
    }
}
