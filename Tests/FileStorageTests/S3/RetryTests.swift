import Foundation
import RegistryCore
import Synchronization
import Testing

@testable import FileStorage

@Suite("Failures that may pass are met again")
struct RetryTests {
    @Test func `a server that is busy for a minute is waited for`() async throws {
        let box = Box()
        let server = FakeServer { _, _ in
            box.uptime() < .seconds(60) ? FakeServer.error(503, "SlowDown") : FakeServer.response(200, "bytes")
        }
        box.server.withLock { $0 = server }
        #expect(try await server.store().readText(try FileKey("a")) == "bytes")
        #expect(server.pauses.reduce(.zero, +) >= .seconds(60))
        #expect(server.pauses.count < 20)
        // They grow to a limit, and chance is in each.
        #expect(server.pauses.first == .milliseconds(75))
        #expect(server.pauses.max() == .milliseconds(11_250))
    }

    /// Holds the server that its own answers ask for the time.
    private final class Box: Sendable {
        let server = Mutex<FakeServer?>(nil)
        func uptime() -> Duration { server.withLock { $0 }?.pauses.reduce(.zero, +) ?? .zero }
    }

    @Test func `patience ends with what the server said last`() async throws {
        let server = FakeServer { _, _ in FakeServer.error(503, "SlowDown") }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await server.store().read(key) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("busy") == true)
        #expect(server.pauses.reduce(.zero, +) <= .seconds(120))
    }

    @Test func `who listens is told each failure while it is tried again`() async throws {
        let server = FakeServer { _, number in
            number < 4 ? FakeServer.error(503, "SlowDown") : FakeServer.response(200, "bytes")
        }
        let heard = Mutex<[RegistryError.Code]>([])
        let key = try FileKey("a")
        let listener = RetryListener { error in heard.withLock { $0.append(error.code) } }
        let text = try await RetryListener.$current.withValue(listener) {
            try await server.store().readText(key)
        }
        #expect(text == "bytes" && heard.withLock { $0 } == [.unavailable, .unavailable, .unavailable])
    }

    @Test func `what will not pass is not asked twice`() async throws {
        let server = FakeServer { _, _ in FakeServer.error(403, "AccessDenied") }
        let key = try FileKey("a")
        await #expect(throws: RegistryError.self) { try await server.store().read(key) }
        #expect(server.requests.count == 1)
    }

    @Test func `a server that says when to come back is believed, within limits`() async throws {
        let server = FakeServer { _, number in
            number < 3
                ? FakeServer.response(503, "", [("retry-after", number == 1 ? "7" : "9999")])
                : FakeServer.response(200, "x")
        }
        #expect(try await server.store().readText(try FileKey("a")) == "x")
        #expect(server.pauses == [.seconds(7), .seconds(15)])
    }

    @Test func `a write whose answer was lost is not taken for somebody else's`() async throws {
        let server = FakeServer(Self.lostAnswer)
        let once = WriteOptions(condition: .onlyIfAbsent)
        let key = try FileKey("a")
        #expect(try await server.store().write(Array("bytes".utf8), to: key, options: once).size == 5)
        let other = FakeServer(Self.lostAnswer)
        let error = await #expect(throws: RegistryError.self) {
            try await other.store().write(Array("other".utf8), to: key, options: once)
        }
        #expect(error?.code == .alreadyExists)
    }

    private static let lostAnswer: FakeServer.Answer = { request, number in
        switch (request.method, number) {
        case ("PUT", 1): throw TransportFailure(.brokenConnection)
        case ("PUT", _): return FakeServer.error(412, "PreconditionFailed")
        case ("HEAD", _): return FakeServer.response(200, "", [("content-length", "5"), ("etag", "\"v\"")])
        default: return FakeServer.response(200, "bytes")
        }
    }

    @Test func `reading goes on where the connection broke, and only in the same file`() async throws {
        @Sendable func broken(after text: String) -> FileChunks {
            let sent = Sent()
            return FileChunks {
                if sent.first() { return Array(text.utf8) }
                throw TransportFailure(.brokenConnection)
            }
        }
        let server = FakeServer { request, number in
            if number == 1 {
                return StorageResponse(status: 200, headers: [("etag", "\"1\"")], body: broken(after: "abc"))
            }
            let range = request.headers.first { $0.name == "range" }?.value
            let condition = request.headers.first { $0.name == "if-match" }?.value
            guard range == "bytes=3-", condition == "\"1\"" else { return FakeServer.error(400, "Odd") }
            return FakeServer.response(206, "def", [("etag", "\"1\"")])
        }
        #expect(try await server.store().readText(try FileKey("a")) == "abcdef")

        let changed = FakeServer { _, number in
            number == 1
                ? StorageResponse(status: 200, headers: [("etag", "\"1\"")], body: broken(after: "abc"))
                : FakeServer.error(412, "PreconditionFailed")
        }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await changed.store().read(key) }
        #expect(error?.code == .corruptData)
    }

    private final class Sent: Sendable {
        private let isFirst = Mutex(true)
        func first() -> Bool {
            isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
        }
    }
}
