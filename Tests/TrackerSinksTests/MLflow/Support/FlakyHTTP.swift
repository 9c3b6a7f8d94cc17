import FileStorage
import Synchronization

/// Sends to a real server, or has the connection break.
final class FlakyHTTP: HTTPSending {
    enum Fault: Int, CaseIterable {
        /// Nothing answers.
        case away
        /// The request arrives, and its answer does not.
        case answerLost
    }

    private let fault = Mutex<Fault?>(nil)

    func set(_ new: Fault?) { fault.withLock { $0 = new } }

    func send(_ request: StorageRequest, timeLimit: Duration?) async throws -> StorageResponse {
        let now = fault.withLock { $0 }
        if now == .away { throw TransportFailure(.noConnection) }
        let response = try await StorageHTTP.shared.send(request, timeLimit: timeLimit)
        // One that only asks may go on: what is sent then is what must not arrive twice.
        if now == .answerLost, request.method == "POST", !request.path.hasSuffix("/search") {
            _ = try await response.body.collect(atMost: 1 << 24)
            throw TransportFailure(.brokenConnection)
        }
        return response
    }
}
