import Foundation
import RegistryCore
import Synchronization

/// Draws on threads of its own, two charts at a time: drawing takes the processor for a while, and the threads that
/// answer requests must not wait for it.
///
/// A request that is given up is answered at once. Its work is skipped when its turn comes, and told to stop when it has
/// begun.
final class ChartQueue: Sendable {
    /// Tells work that nobody waits for it any more, by `CancellationError`.
    typealias Check = @Sendable () throws -> Void

    private let queue: OperationQueue
    private let mostJobs: Int
    private let jobs = Mutex(0)

    /// - Parameters:
    ///   - threads: how many charts are drawn at a time.
    ///   - mostJobs: how many may be drawn or wait for it; further ones are refused.
    init(threads: Int = 2, mostJobs: Int = 64) {
        queue = OperationQueue()
        queue.name = "charts"
        queue.maxConcurrentOperationCount = threads
        self.mostJobs = mostJobs
    }

    /// How many jobs are being drawn or wait, those that were given up included until their turn has passed.
    var jobCount: Int { jobs.withLock { $0 } }

    /// Does the work on the queue.
    ///
    /// - Parameter work: calls the check it is given between its steps.
    /// - Throws: what the work throws; ``RegistryError`` with `unavailable` when the queue is full; `CancellationError`, at
    ///   once, when the task is cancelled.
    func run<Output: Sendable>(_ work: @escaping @Sendable (Check) throws -> Output) async throws -> Output {
        try Task.checkCancellation()
        let job = ChartJob<Output>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard job.begin(continuation) else { return }
                guard takePlace() else {
                    job.answer(
                        .failure(
                            RegistryError(
                                .unavailable, "Too many charts are being drawn already. Try again in a minute.")))
                    return
                }
                queue.addOperation { [self] in
                    defer { jobs.withLock { $0 -= 1 } }
                    guard job.isWanted else { return }
                    job.answer(Result { try work { try job.checkWanted() } })
                }
            }
        } onCancel: {
            job.answer(.failure(CancellationError()))
        }
    }

    /// Whether there was room for one job more.
    private func takePlace() -> Bool {
        jobs.withLock { count in
            guard count < mostJobs else { return false }
            count += 1
            return true
        }
    }
}
