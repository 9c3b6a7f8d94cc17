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

    /// Does the work with an alarm beside it, which cancels it and is answered at once: work that does not look whether it was
    /// cancelled may go on for a while, and nobody waits for it.
    ///
    /// - Throws: what the work throws, and ``RegistryError`` with `timedOut` when the alarm was first.
    func withTimeLimit<Answer: Sendable>(
        by alarms: Alarms, _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let first = FirstAnswer<Answer>()
        let task = Task {
            do {
                first.give(.success(try await work()))
            } catch {
                first.give(.failure(error))
            }
        }
        let alarm = alarms.set(in: timeLimit) { [timeLimit] in
            guard first.claim() else { return }
            // Before the answer: behind it the connection reads on, where the work may still be reading the request's body.
            task.cancel()
            first.settle(
                .failure(
                    RegistryError(
                        .timedOut,
                        "The request took longer than \(timeLimit.components.seconds) seconds. Ask for less.")))
        }
        defer { alarms.cancel(alarm) }
        return try await withTaskCancellationHandler {
            try await first.value()
        } onCancel: {
            task.cancel()
        }
    }
}
