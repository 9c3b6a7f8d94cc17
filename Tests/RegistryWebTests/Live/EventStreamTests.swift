import NIOHTTP1
import RegistryCore
import Testing

@testable import RegistryWeb

/// What happens to a run, told while it does, through a real port.
@Suite(.timeLimit(.minutes(5))) struct EventStreamTests {
    private let run: RunID
    private let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
    /// The store is asked often, so that nobody waits.
    private let limits = RequestLimits(streamInterval: .milliseconds(20), streamSilence: .milliseconds(20))

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

    @Test func `the stream of runs tells which ones change`() async throws {
        let store = try await store()
        let other = try #require(RunID("0190a000000070008000000000000002"))
        try await LiveServer.with(store: store, limits: limits) { port in
            let id = try await EventClient.with(port, "/api/v1/runs/events") { client in
                let first = try #require(try await client.next())
                #expect(first.kind == "runs" && first.data["whole"] == true)
                #expect(first.data["runs"]?.arrayValue?.count == 1)
                try await store.insert([Run(id: other, name: "second", startTime: start).document], into: .runs)
                let added = try #require(try await client.next())
                #expect(added.data["whole"] == false)
                #expect(added.data["runs"]?.arrayValue?.map { $0.documentValue?["name"] } == ["second"])
                try await log(1...2, in: store)
                let changed = try #require(try await client.next())
                #expect(changed.data["runs"]?.arrayValue?.map { $0.documentValue?["name"] } == ["first"])
                _ = try await store.deleteRun(other)
                let removed = try #require(try await client.next())
                #expect(removed.data["removed"] == [.string(other.description)] && removed.data["runs"] == [])
                return removed.id
            }
            // Nothing has changed since: the first that comes is a sign of life, which there is only once the list was looked at.
            try await EventClient.with(port, "/api/v1/runs/events", headers: [("Last-Event-ID", id)]) { client in
                let before = try await client.waitForHeartbeat()
                #expect(!before.contains { $0.contains("event:") }, "\(before)")
                try await log(3...3, in: store)
                let event = try #require(try await client.next())
                #expect(event.data["whole"] == false && event.data["runs"]?.arrayValue?.count == 1)
            }
        }
        #expect(try await WebFixture(store: store).get("/api/v1/runs/events?after=x").code == "invalidArgument")
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
}
