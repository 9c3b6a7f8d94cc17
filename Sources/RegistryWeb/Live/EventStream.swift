import Hummingbird
import RegistryCore
import ServiceLifecycle

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

    /// What came first.
    private enum Look {
        case events([ServerEvent]?)
        /// No answer of the store in its time.
        case nothing
    }

    let limits: RequestLimits
    /// Whether the client may still see what it asked for.
    let isAdmitted: @Sendable () -> Bool
    let source: Source

    /// The answer to a request, whose body nobody has read: that the client goes away is seen by reading on.
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
        var (lastSign, lastAnswer) = (ContinuousClock.now, ContinuousClock.now)
        var isStale = false
        while isAdmitted() {
            do {
                let events = try await look {
                    isStale = true
                    lastSign = .now
                    try await write(ServerEvent.stale(seconds: lastAnswer.duration(to: .now).components.seconds))
                }
                guard let events else { return .orderly }
                let now = ContinuousClock.now
                lastAnswer = now
                if isStale {
                    isStale = false
                    try await write(ServerEvent.fresh)
                }
                if !events.isEmpty {
                    try await write(events.map(\.text).joined())
                    lastSign = now
                } else if now - lastSign >= limits.streamSilence {
                    try await write(ServerEvent.heartbeat)
                    lastSign = now
                }
            } catch let error as RegistryError where error.code == .timedOut || error.code == .unavailable {
                // The client would come back at once and find the same. It is told, and waits here.
                isStale = true
                lastSign = .now
                try await write(ServerEvent.stale(seconds: lastAnswer.duration(to: .now).components.seconds))
                try await Task.sleep(for: limits.streamInterval)
            }
        }
        return .orderly
    }

    /// What there is at the next moment to look.
    ///
    /// - Parameter wait: called again and again while the store lets wait for it, see ``RequestLimits/streamPatience``.
    private func look(whileWaiting wait: () async throws -> Void) async throws -> [ServerEvent]? {
        try await withThrowingTaskGroup(of: Look.self) { group in
            defer { group.cancelAll() }
            group.addTask { .events(try await source()) }
            // Until the next moment nothing is waited for that should be there.
            var patience = limits.streamInterval + limits.streamPatience
            while true {
                group.addTask { [patience] in
                    try await Task.sleep(for: patience)
                    return .nothing
                }
                guard case .events(let events)? = try await group.next() else {
                    try await wait()
                    patience = limits.streamPatience
                    continue
                }
                return events
            }
        }
    }
}
