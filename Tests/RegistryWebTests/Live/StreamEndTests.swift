import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import RegistryCore
import Testing

@testable import RegistryWeb

/// What happens to a run, told while it does, through a real port.
/// How streams live and end: signs of life, places, clients that do not read, a store that does not answer.
@Suite(.timeLimit(.minutes(5))) struct StreamEndTests {
    private let run: RunID
    private let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
    /// The store is asked often, so that nobody waits.
    private let limits = RequestLimits(streamInterval: .milliseconds(20))

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    private var path: String { "/api/v1/runs/\(run)/events" }

    private func store() async throws -> MemoryStore {
        let store = MemoryStore()
        try await store.insert([Run(id: run, name: "first", startTime: start).document], into: .runs)
        return store
    }

    @Test func `a stream that has nothing to tell gives signs of life`() async throws {
        var limits = limits
        limits.streamSilence = .milliseconds(50)
        try await LiveServer.with(store: try await store(), limits: limits) { [limits] port in
            try await EventClient.with(port, path) { client in
                _ = try await client.next("metrics")
                for _ in 0..<3 { try await client.waitForHeartbeat() }
                #expect(limits.streamSilence == .milliseconds(50))
            }
        }
    }

    @Test func `further streams than there may be are refused until one ends`() async throws {
        var limits = limits
        limits.mostStreams = 2
        try await LiveServer.with(store: try await store(), limits: limits) { port in
            try await EventClient.with(port, path) { first in
                _ = try await first.next()
                try await EventClient.with(port, path) { second in
                    _ = try await second.next()
                    try await EventClient.with(port, path) { third in
                        #expect(third.status == 503)
                        #expect(third.headers["retry-after"] == ["10"])
                        #expect(third.headers["content-type"] == ["application/problem+json"])
                        let text = try await third.text()
                        #expect(text.contains("\"tooManyStreams\""))
                    }
                    // Asking for the head only takes no place.
                    _ = try await LiveServer.exchange(
                        port, "HEAD \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                }
                // It is noticed at once that the second one went away.
                while try await EventClient.with(port, path, { $0.status }) != 200 {
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
        }
    }

    @Test func `a server that is told to stop ends its streams in order and at once`() async throws {
        let limits = RequestLimits(streamInterval: .seconds(3_600))
        let store = try await store()
        let clock = ContinuousClock()
        let (events, signal) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            tasks.addTask {
                for await port in ports {
                    return try await EventClient.with(port, path) { client in
                        _ = try await client.next("metrics")
                        signal.yield()
                        return try await client.next() == nil
                    }
                }
                return false
            }
            let begin = try await LiveServer.with(store: store, limits: limits) { number in
                port.yield(number)
                for await _ in events { break }
                return clock.now
            }
            #expect(clock.now - begin < .seconds(5))
            #expect(try await tasks.next() == true)
        }
    }

    @Test func `a run that is deleted ends its streams`() async throws {
        let store = try await store()
        try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, path) { client in
                _ = try await client.next("metrics")
                _ = try await store.deleteRun(run)
                let event = try await client.next()
                #expect(event == nil)
            }
            #expect(try await EventClient.with(port, path) { $0.status } == 404)
        }
    }

    @Test func `a client that does not read is cut off`() async throws {
        let store = try await store()
        var limits = limits
        limits.streamStall = .milliseconds(200)
        limits.mostStreams = 1
        let text = String(repeating: "x", count: 60_000)
        for part in Int64(0)..<10 {
            let lines = (0..<50).map { LogLine(sequence: part * 50 + $0, time: start, level: .info, text: text) }
            try await store.appendLog(lines, to: run)
        }
        try await LiveServer.with(store: store, limits: limits) { port in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .connect(host: "127.0.0.1", port: port).get()
            let request = "GET \(path)?lines=debug&behind=-1.0 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            try await channel.writeAndFlush(ByteBuffer(string: request))
            while try await EventClient.with(port, path, { $0.status }) == 200 {}
            // Its place is free again, though the client is still there.
            while try await EventClient.with(port, path, { $0.status }) != 200 {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(channel.isActive)
            try await channel.close()
        }
    }

    @Test func `a stream ends when its token is revoked`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)")
        let tokens = folder.appending(path: "tokens.json").path(percentEncoded: false)
        let time = TestTime()
        let file = TokenFile(path: tokens, sources: time.sources)
        let secret = try file.create(role: .read, name: "mine").secret
        let other = try file.create(role: .read, name: "other").secret
        let store = try await store()
        try await LiveServer.with(store: store, limits: limits, tokenFile: tokens, accessSources: time.sources) {
            port in
            #expect(try await EventClient.with(port, path) { $0.status } == 401)
            try await EventClient.with(port, path, headers: [("Authorization", "Bearer \(other)")]) { kept in
                try await EventClient.with(port, path, headers: [("Authorization", "Bearer \(secret)")]) { client in
                    _ = try await client.next("metrics")
                    _ = try file.revoke("mine")
                    time.advance(seconds: 1)
                    let event = try await client.next()
                    #expect(event == nil)
                }
                _ = try await kept.next("metrics")
                try await store.update(RecordID(run), in: .runs, RecordChange(set: ["notes": "still here"]))
                let event = try await kept.next("run")
                #expect(event?.data["fields"] == ["notes": "still here"])
            }
        }
    }

    @Test func `beside a store that does not answer a stream says so, and when it answers again`() async throws {
        var limits = limits
        limits.streamPatience = .milliseconds(60)
        let store = PausingStore(try await store())
        try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, path) { client in
                _ = try await client.next("metrics")
                store.pause()
                let first = try await client.next()
                #expect(first?.kind == "stale" && first?.id == "" && first?.data["seconds"] == 0)
                #expect(try await client.next()?.kind == "stale")
                store.goOn()
                _ = try await store.update(RecordID(run), in: .runs, RecordChange(set: ["notes": "again"]))
                #expect(try await client.next("fresh") != nil)
                #expect(try await client.next("run")?.data["fields"] == ["notes": "again"])
            }
        }
    }

    @Test func `a store that fails for a while ends no stream`() async throws {
        let store = PausingStore(try await store())
        try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, path) { client in
                _ = try await client.next("metrics")
                store.fail()
                #expect(try await client.next()?.kind == "stale")
                store.goOn()
                #expect(try await client.next("fresh") != nil)
            }
        }
    }
}
