import ChildPrograms
import Foundation

/// Work that blocks or takes long, away from the threads of Swift's tasks.
package enum OwnThread {
    /// What the work gives. When the task is cancelled, the flag that the work has is raised, and the work decides what to do.
    static func run<Result: Sendable>(
        _ name: String, _ work: @escaping @Sendable (CancellationFlag) throws -> Result
    ) async throws -> Result {
        let cancellation = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread { continuation.resume(with: Swift.Result { try work(cancellation) }) }
                thread.name = name
                thread.start()
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// What the work gives, which asks between its parts whether anybody wants it still.
    ///
    /// - Parameter work: Is given what throws `CancellationError` when the task was cancelled.
    /// - Throws: What the work throws.
    package static func run<Result: Sendable>(
        _ name: String, checking work: @escaping @Sendable (_ checkCancellation: () throws -> Void) throws -> Result
    ) async throws -> Result {
        try await run(name) { cancellation in
            try work { if cancellation.isCancelled { throw CancellationError() } }
        }
    }
}
