import HTTPTypes
import Hummingbird
import RegistryCore

extension RequestLimits {
    /// Checks what is known before a body is read.
    ///
    /// - Throws: ``RequestRefusal``.
    func check(_ request: Request) throws(RequestRefusal) {
        guard request.uri.string.utf8.count <= longestTarget else {
            throw RequestRefusal(
                .targetTooLong, "The address has more than \(longestTarget) bytes, which is the limit.")
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > largestBody {
            throw RequestRefusal(
                .bodyTooLarge, "The request's body has more than \(largestBody) bytes, which is the limit.")
        }
    }

    /// Does the work with an alarm beside it, which cancels it.
    ///
    /// - Throws: what the work throws, and ``RegistryError`` with `timedOut` when the alarm was first.
    func withTimeLimit<Result: Sendable>(
        on clock: any Clock<Duration>, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { [timeLimit] group in
            group.addTask(operation: work)
            group.addTask {
                try await clock.sleep(for: timeLimit)
                throw RegistryError(
                    .timedOut, "The request took longer than \(timeLimit.components.seconds) seconds. Ask for less.")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}
