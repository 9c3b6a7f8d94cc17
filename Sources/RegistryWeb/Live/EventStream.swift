import Hummingbird
import ServiceLifecycle
import Synchronization

/// Sends events to one client until one of them has enough: the source ends, the client goes away or stops reading, it is not
/// let in any longer, or the server is told to stop.
struct EventStream: Sendable {
    /// Waits for the next moment to look, and gives what there is then, often nothing; `nil` at the end.
    typealias Source = @Sendable () async throws -> [ServerEvent]?

    /// Why a stream ends.
    private enum End {
        /// By itself: the client gets the end of the answer.
        case orderly
        /// The connection is of no use any more.
        case lost
    }

    let limits: RequestLimits
    /// Whether the client may still see what it asked for.
    let isAdmitted: @Sendable () -> Bool
    let source: Source

    /// The answer to a request.
    ///
    /// - Parameter held: what is kept for as long as the answer lasts.
    func response(to request: Request, holding held: any Sendable) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: ContentType.events.rawValue, .cacheControl: "no-store"],
            body: ResponseBody { writer in
                defer { withExtendedLifetime(held) {} }
                let output = ResponseOutput(writer)
                guard try await run(request.body, { try await output.write($0) }) else {
                    // The client sees by the broken end that there was more.
                    throw CancellationError()
                }
                try await writer.finish(nil)
            })
    }

    /// - Returns: whether the answer can be ended in order.
    private func run(_ body: RequestBody, _ write: @escaping @Sendable (String) async throws -> Void) async throws
        -> Bool
    {
        let (ends, end) = AsyncStream.makeStream(of: End.self)
        let isWriting = WriteWatch()
        return try await body.consumeWithInboundCloseHandler { _ in
            try await withGracefulShutdownHandler {
                try await withThrowingTaskGroup(of: End.self) { group in
                    group.addTask { try await send { text in try await isWriting.during { try await write(text) } } }
                    group.addTask { await ends.first { _ in true } ?? .lost }
                    group.addTask {
                        try await isWriting.stall(of: limits.streamStall)
                        return .lost
                    }
                    defer { group.cancelAll() }
                    let first = try await group.next() ?? .lost
                    // What is stuck in the middle of an event would be for ever.
                    return first == .orderly && !isWriting.isUnderWay
                }
            } onGracefulShutdown: {
                end.yield(.orderly)
            }
        } onInboundClosed: {
            end.yield(.lost)
        }
    }

    private func send(_ write: (String) async throws -> Void) async throws -> End {
        try await write(ServerEvent.beginning)
        var lastSign = ContinuousClock.now
        while isAdmitted(), let events = try await source() {
            let now = ContinuousClock.now
            if !events.isEmpty {
                try await write(events.map(\.text).joined())
                lastSign = now
            } else if now - lastSign >= limits.streamSilence {
                try await write(ServerEvent.heartbeat)
                lastSign = now
            }
        }
        return .orderly
    }
}

/// Since when something is being written, to tell a client that reads from one that does not.
private final class WriteWatch: Sendable {
    private let start = Mutex<ContinuousClock.Instant?>(nil)

    var isUnderWay: Bool { start.withLock { $0 } != nil }

    /// Does the work, and remembers since when. It stays under way when it fails.
    func during(_ work: () async throws -> Void) async throws {
        start.withLock { $0 = .now }
        try await work()
        start.withLock { $0 = nil }
    }

    /// Returns when one piece of work has taken longer than a time.
    ///
    /// - Throws: `CancellationError`.
    func stall(of limit: Duration) async throws {
        while true {
            let since = start.withLock { $0 }
            if let since, .now - since >= limit { return }
            try await Task.sleep(for: since.map { limit - (.now - $0) } ?? limit)
        }
    }
}
