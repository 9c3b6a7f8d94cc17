import Foundation

/// Draws on threads of its own, two charts at a time: drawing takes the processor for a while, and the threads that
/// answer requests must not wait for it.
enum ChartQueue {
    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.name = "charts"
        queue.maxConcurrentOperationCount = 2
        return queue
    }()

    /// Does the work on the queue.
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
