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
        by alarms: Alarms, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task(operation: work)
        let alarm = alarms.set(in: timeLimit) { task.cancel() }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        guard alarms.cancel(alarm) else {
            throw RegistryError(
                .timedOut, "The request took longer than \(timeLimit.components.seconds) seconds. Ask for less.")
        }
        return try result.get()
    }
}
