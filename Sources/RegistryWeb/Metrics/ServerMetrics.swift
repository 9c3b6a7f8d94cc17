import HTTPTypes
import RegistryCore
import Synchronization

/// What the server has done since it began, in figures. They never name anything that a client chose: routes are
/// templates, and methods and errors are among a few.
final class ServerMetrics: Sendable {
    struct RequestLabels: Hashable, Comparable {
        let route: String
        let method: String
        let status: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    struct Figures: Sendable {
        var requests: [RequestLabels: Int] = [:]
        /// By route and method; the status is 0.
        var durations: [RequestLabels: DurationHistogram] = [:]
        var unread: [UnreadRequests.Reason: Int] = [:]
        var requestsInProgress = 0
        var openConnections = 0
        var storeCalls: [StoreOperation: DurationHistogram] = [:]
        var storeErrors: [StoreOperation: [String: Int]] = [:]
        var storedPoints = 0
        var storedLines = 0
        var storedRecords = 0
    }

    /// When the server began.
    let start: WallTime
    private let state = Mutex(Figures())

    init(start: WallTime = .now) { self.start = start }

    /// The figures as they are now.
    var figures: Figures { state.withLock { $0 } }

    func connectionOpened() { state.withLock { $0.openConnections += 1 } }
    func connectionClosed() { state.withLock { $0.openConnections -= 1 } }
    func requestBegan() { state.withLock { $0.requestsInProgress += 1 } }

    /// A request was answered, or given up.
    ///
    /// - Parameter status: `nil` when it has no answer.
    func requestEnded(method: HTTPRequest.Method, route: String, status: Int?, duration: Duration) {
        let method = Self.methods.contains(method) ? method.rawValue : "other"
        state.withLock { figures in
            figures.requestsInProgress -= 1
            figures.durations[
                RequestLabels(route: route, method: method, status: 0), default: DurationHistogram()
            ].add(duration)
            guard let status else { return }
            figures.requests[RequestLabels(route: route, method: method, status: status), default: 0] += 1
        }
    }

    /// A request could not be read, or its answer was not taken.
    func requestUnread(_ reason: UnreadRequests.Reason) { state.withLock { $0.unread[reason, default: 0] += 1 } }

    /// A call to the store ended.
    ///
    /// - Parameter error: the error's code when it failed.
    func storeCalled(_ operation: StoreOperation, duration: Duration, error: String?) {
        state.withLock { figures in
            figures.storeCalls[operation, default: DurationHistogram()].add(duration)
            if let error { figures.storeErrors[operation, default: [:]][error, default: 0] += 1 }
        }
    }

    func stored(points: Int = 0, lines: Int = 0, records: Int = 0) {
        state.withLock { figures in
            figures.storedPoints += points
            figures.storedLines += lines
            figures.storedRecords += records
        }
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
