import ChildPrograms
import Dispatch
import Foundation
import Synchronization

/// Work that blocks, on a thread of its own that gives way to the training, for which nobody waits longer than said.
enum BoundedWork {
    /// What the work gives; `nil` when it takes longer than the limit, or the task is cancelled first.
    ///
    /// Work that hangs keeps its thread until it goes on: nobody can take a thread out of the system's kernel. The timer
    /// is not one of Swift's tasks, since a training loop may keep all threads of those busy.
    ///
    /// - Parameters:
    ///   - name: The thread's name in debuggers.
    ///   - limit: How long to wait.
    ///   - cancellation: Raised when the work is given up, so that it may end.
    ///   - work: The work.
    static func run<Result: Sendable>(
        _ name: String, within limit: Duration, cancellation: CancellationFlag = CancellationFlag(),
        _ work: @escaping @Sendable () -> Result
    ) async -> Result? {
        let first = FirstResult<Result>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                first.wait(continuation)
                let (seconds, attoseconds) = limit.components
                let nanoseconds = max(0, min(seconds, 1 << 30)) * 1_000_000_000 + attoseconds / 1_000_000_000
                DispatchQueue(label: "\(name)-timer").asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds))) {
                    if first.set(nil) { cancellation.cancel() }
                }
                let thread = Thread {
                    ThreadPriority.giveWay()
                    _ = first.set(work())
                }
                thread.name = name
                thread.start()
            }
        } onCancel: {
            if first.set(nil) { cancellation.cancel() }
        }
    }

    /// Hands the first of several results to the one who waits.
    private final class FirstResult<Result: Sendable>: Sendable {
        private enum State {
            case empty
            case awaited(CheckedContinuation<Result?, Never>)
            case set(Result?)
            case delivered
        }
        private let state = Mutex(State.empty)

        func wait(_ continuation: CheckedContinuation<Result?, Never>) {
            let early: Result?? = state.withLock { state in
                guard case .set(let result) = state else {
                    state = .awaited(continuation)
                    return .none
                }
                state = .delivered
                return .some(result)
            }
            if let early { continuation.resume(returning: early) }
        }

        /// Gives a result; whether it is the first.
        func set(_ result: Result?) -> Bool {
            let (isFirst, waiting): (Bool, CheckedContinuation<Result?, Never>?) = state.withLock { state in
                switch state {
                case .set, .delivered: return (false, nil)
                case .empty:
                    state = .set(result)
                    return (true, nil)
                case .awaited(let continuation):
                    state = .delivered
                    return (true, continuation)
                }
            }
            waiting?.resume(returning: result)
            return isFirst
        }
    }
}
