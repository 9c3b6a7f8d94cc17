import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import RegistryCore
import Testing

@testable import RegistryWeb

/// What happens to a run, told while it does, through a real port.
@Suite(.timeLimit(.minutes(1))) struct EventStreamTests {
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

    private func log(
        _ steps: ClosedRange<Int64>, of metric: String = "loss", sequence: Int64? = nil, in store: some RecordWriter
    ) async throws {
        let points = steps.map { step in
            SeriesPoint(step: Step(step), time: start, value: Double(step), sequence: sequence ?? step)
        }
        try await store.append([SeriesAppend(series: SeriesID(run: run, metric: metric), points: points)])
    }

    private func line(_ sequence: Int64, _ text: String, _ level: LogLevel = .info) -> LogLine {
        LogLine(sequence: sequence, time: start, level: level, text: text)
    }

    private static func series(_ event: EventClient.Event) throws -> Document {
        try #require(event.data["series"]?.arrayValue?.first?.documentValue)
    }

    @Test func `a stream begins with the run and tells what is new of it, and only that`() async throws {
        let store = try await store()
        try await log(1...3, in: store)
        try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, "\(path)?metric=loss&metric=accuracy&lines=info") { client in
                #expect(client.status == 200)
                #expect(client.headers["content-type"] == ["text/event-stream"])
                let first = try #require(try await client.next())
                #expect(first.kind == "run" && first.data["whole"] == true)
                #expect(first.data["fields"]?.documentValue?["name"] == "first")
                #expect(first.data["fields"]?.documentValue?["metrics"] == nil)
                let summaries = try #require(try await client.next())
                #expect(summaries.kind == "metrics")
                let loss = try #require(summaries.data["metrics"]?.arrayValue?.first?.documentValue)
                #expect(loss["metric"] == "loss" && loss["count"] == 3)

                try await log(4...5, in: store)
                let points = try #require(try await client.next("points"))
                #expect(points.data["series"]?.arrayValue?.count == 1)
                let series = try Self.series(points)
                #expect(series["before"] == 3 && series["count"] == 5)
                #expect(series["steps"] == [4, 5] && series["values"] == [4.0, 5.0])
                #expect(series["times"] == [1_700_000_000_000, 1_700_000_000_000])

                try await store.update(
                    RecordID(run), in: .runs, RecordChange(set: ["status": "finished"], remove: ["notes"]))
                let end = try #require(try await client.next("run"))
                #expect(end.data["whole"] == false)
                #expect(end.data["fields"] == ["status": "finished"])
                #expect(end.data["removed"] == ["notes"])

                try await store.appendLog([line(9, "fine"), line(10, "quiet", .debug)], to: run)
                let lines = try #require(try await client.next("lines")?.data["lines"]?.arrayValue)
                #expect(lines.count == 1)
                #expect(lines.first?.documentValue?["text"] == "fine")
                #expect(lines.first?.documentValue?["position"] == "9.0")
            }
        }
    }

    @Test func `a client that comes back gets what came since, once, also from another server`() async throws {
        let store = try await store()
        try await log(1...3, in: store)
        try await store.appendLog([line(1, "old")], to: run)
        let asked = "\(path)?metric=loss&lines=info"
        let id = try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, asked) { client in
                _ = try await client.next("metrics")
                try await log(4...4, in: store)
                try await store.appendLog([line(2, "seen")], to: run)
                let lines = try #require(try await client.next("lines"))
                #expect(lines.data["lines"]?.arrayValue?.first?.documentValue?["text"] == "seen")
                return lines.id
            }
        }
        try await log(5...7, in: store)
        try await store.appendLog([line(3, "new"), line(4, "newer")], to: run)
        try await LiveServer.with(store: store, limits: limits) { port in
            let encoded = id.replacing(";", with: "%3B")
            for (path, headers) in [(asked, [("Last-Event-ID", id)]), ("\(asked)&after=\(encoded)", [])] {
                try await EventClient.with(port, path, headers: headers) { client in
                    var kinds: [String] = []
                    while let event = try await client.next() {
                        kinds.append(event.kind)
                        if event.kind == "points" {
                            #expect(try Self.series(event)["before"]?.intValue ?? 0 >= 3)
                            #expect(try Self.series(event)["steps"]?.arrayValue?.suffix(3) == [5, 6, 7])
                        }
                        guard event.kind == "lines" else { continue }
                        let texts = event.data["lines"]?.arrayValue?.map { $0.documentValue?["text"] }
                        #expect(texts == ["new", "newer"])
                        break
                    }
                    // The run's own fields are as the client knows them.
                    #expect(kinds == ["metrics", "points", "lines"])
                }
            }
        }
    }

    @Test func `points that do not lie behind the last ones, or are many, are to be asked for`() async throws {
        let store = try await store()
        try await log(1...10, in: store)
        try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, "\(path)?metric=loss") { client in
                _ = try await client.next("metrics")
                try await log(5...6, sequence: 50_000, in: store)
                var series = try Self.series(try #require(try await client.next("points")))
                #expect(series["askAgain"] == true && series["steps"] == nil)
                #expect(series["count"] == 12)
                try await log(11...12, in: store)
                series = try Self.series(try #require(try await client.next("points")))
                #expect(series["before"] == 12 && series["steps"] == [11, 12])
                try await log(13...2_100, in: store)
                series = try Self.series(try #require(try await client.next("points")))
                #expect(series["askAgain"] == true && series["count"] == 2_102)
            }
        }
    }

    @Test func `a metric that was not there yet is told from its first point`() async throws {
        let store = try await store()
        try await LiveServer.with(store: store, limits: limits) { port in
            try await EventClient.with(port, "\(path)?metric=loss") { client in
                _ = try await client.next("metrics")
                try await log(-2 ... -1, in: store)
                let points = try #require(try await client.next("points"))
                #expect(try Self.series(points)["steps"] == [-2, -1])
            }
        }
    }

    @Test func `many lines come in portions without a pause, and what is no number is text`() async throws {
        let store = try await store()
        let slow = RequestLimits(streamInterval: .seconds(3_600))
        try await store.appendLog((0..<1_200).map { line($0, "\u{1B}[31mline \($0)\r\nevent: forged") }, to: run)
        let point = SeriesPoint(step: 1, time: start, value: .nan, sequence: 5_000)
        try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: [point])])
        try await LiveServer.with(store: store, limits: slow) { port in
            try await EventClient.with(port, "\(path)?lines=debug&behind=99.0") { client in
                let summary = try await client.next("metrics")?.data["metrics"]?.arrayValue?.first?.documentValue
                #expect(summary?["last"] == "NaN")
                var lines: [Value] = []
                while lines.count < 1_100, let event = try await client.next() {
                    #expect(event.kind == "lines")
                    lines += event.data["lines"]?.arrayValue ?? []
                }
                #expect(lines.first?.documentValue?["position"] == "100.0")
                #expect(lines.last?.documentValue?["text"] == "\u{1B}[31mline 1199\r\nevent: forged")
            }
        }
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

    @Test(arguments: [
        "metric=a&metric=b&after=nonsense", "lines=loud", "lines=info&behind=x", "after=1%3B0%3B0%3B%3Ba:b:c",
        "speed=2",
        (0...100).map { "metric=\($0)" }.joined(separator: "&"),
    ])
    func `what makes no sense is refused`(query: String) async throws {
        let server = try WebFixture(store: try await store())
        #expect(try await server.get("\(path)?\(query)").code == "invalidArgument")
        #expect(try await server.get("/api/v1/runs/00000000000000000000000000000000/events").code == "notFound")
    }

    @Test func `a client that does not read is cut off`() async throws {
        let store = try await store()
        var limits = limits
        limits.streamStall = .milliseconds(200)
        limits.mostStreams = 1
        let text = String(repeating: "x", count: 60_000)
        for part in Int64(0)..<10 { try await store.appendLog((0..<50).map { line(part * 50 + $0, text) }, to: run) }
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
}
