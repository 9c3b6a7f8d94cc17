import NIOCore
import NIOHTTP1
import NIOPosix
import RegistryCore

/// A client of one stream of events, over a connection of its own.
struct EventClient: ~Copyable {
    /// An event as it came.
    struct Event: Sendable {
        var kind = ""
        var id = ""
        var data: Document = [:]
    }

    let status: UInt
    let headers: HTTPHeaders
    private var parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator
    private var rest = ""
    /// How many signs of life came that are no events.
    private(set) var heartbeats = 0

    /// Asks for a stream and reads it for as long as the work takes.
    static func with<Result: Sendable>(
        _ port: Int, _ path: String, headers: [(String, String)] = [],
        _ work: (inout EventClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let head = HTTPRequestHead(
                version: .http1_1, method: .GET, uri: path, headers: HTTPHeaders([("host", "localhost")] + headers))
            try await outbound.write(.head(head))
            try await outbound.write(.end(nil))
            var parts = inbound.makeAsyncIterator()
            guard case .head(let answer)? = try await parts.next() else {
                throw RegistryError(.unavailable, "There was no answer.")
            }
            var client = EventClient(status: answer.status.code, headers: answer.headers, parts: parts)
            return try await work(&client)
        }
    }

    private init(
        status: UInt, headers: HTTPHeaders, parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator
    ) {
        self.status = status
        self.headers = headers
        self.parts = parts
    }

    /// The next event; `nil` when the stream ended in order.
    mutating func next() async throws -> Event? {
        while true {
            guard let block = try await nextBlock() else { return nil }
            var event = Event()
            for line in block.split(separator: "\n") {
                guard let colon = line.firstIndex(of: ":") else { continue }
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                switch line[..<colon] {
                case "event": event.kind = String(value)
                case "id": event.id = String(value)
                case "data": event.data = try Document(json: Array(value.utf8))
                case "": heartbeats += 1
                default: break
                }
            }
            if !event.kind.isEmpty { return event }
        }
    }

    /// The next event of a kind; others are passed over.
    mutating func next(_ kind: String) async throws -> Event? {
        while let event = try await next() { if event.kind == kind { return event } }
        return nil
    }

    /// Reads until there was a sign of life that is no event, and gives what came before it.
    @discardableResult
    mutating func waitForHeartbeat() async throws -> [String] {
        var before: [String] = []
        while let block = try await nextBlock() {
            if block.hasPrefix(":") { break }
            before.append(block)
        }
        return before
    }

    /// All that is left of the answer, as text.
    mutating func text() async throws -> String {
        while try await read() {}
        defer { rest = "" }
        return rest
    }

    private mutating func nextBlock() async throws -> String? {
        while true {
            if let end = rest.firstRange(of: "\n\n") {
                defer { rest = String(rest[end.upperBound...]) }
                return String(rest[..<end.lowerBound])
            }
            guard try await read() else { return nil }
        }
    }

    private mutating func read() async throws -> Bool {
        guard let part = try await parts.next() else {
            throw RegistryError(.unavailable, "The connection ended in the middle of the answer.")
        }
        switch part {
        case .body(let bytes): rest += String(buffer: bytes)
        case .end: return false
        case .head: break
        }
        return true
    }
}
