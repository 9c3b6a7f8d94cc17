import HTTPTypes
import RegistryCore
import Testing

@Suite struct RunRoutesTests {
    private let run: RunID

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    /// A server with one run and points of its metric `loss`.
    private func server(values: [Double]) async throws -> WebFixture {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let record = Run(id: run, experiment: "digits", name: "first", startTime: start, parameters: ["lr": 0.01])
        try await store.insert([record.document], into: .runs)
        let points = values.enumerated().map { index, value in
            SeriesPoint(step: Step(Int64(index)), time: start, value: value, sequence: Int64(index))
        }
        try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "loss"), points: points)])
        return try WebFixture(store: store)
    }

    @Test func `runs are listed and read by their identifier`() async throws {
        let server = try await server(values: [1])
        let list = try await server.get("/api/v1/runs")
        #expect(list.json["runs"]?.arrayValue?.first?.documentValue?["name"] == "first")
        #expect(list.json["next"] == .null)
        #expect(try await server.get("/api/v1/runs/\(run)").json["experiment"] == "digits")
        #expect(try await server.get("/api/v1/runs/00000000000000000000000000000000").code == "notFound")
        #expect(try await server.get("/api/v1/runs/first").code == "invalidArgument")
    }

    @Test func `a short series comes as it was logged, what is no number as text`() async throws {
        let server = try await server(values: [1.5, .nan, .infinity, -.infinity, -0.25])
        let answer = try await server.get("/api/v1/runs/\(run)/series?metric=loss")
        #expect(answer.json["exact"] == true)
        #expect(answer.json["count"] == 5)
        #expect(answer.json["steps"] == [0, 1, 2, 3, 4])
        #expect(answer.json["values"] == [1.5, "NaN", "Infinity", "-Infinity", -0.25])
    }

    @Test func `a range of steps is obeyed`() async throws {
        let server = try await server(values: [0, 1, 2, 3, 4])
        let answer = try await server.get("/api/v1/runs/\(run)/series?metric=loss&first=1&last=3")
        #expect(answer.json["steps"] == [1, 2, 3])
    }

    @Test func `a long series comes in buckets that stand for every point`() async throws {
        var values = (0..<10_000).map { Double($0 % 7) }
        let spike = 1_000.0
        values[5_555] = spike
        let answer = try await server(values: values).get("/api/v1/runs/\(run)/series?metric=loss&buckets=100")
        #expect(answer.json["exact"] == false)
        let counts = (answer.json["counts"]?.arrayValue ?? []).compactMap(\.intValue)
        #expect(counts.count <= 100)
        #expect(counts.reduce(0, +) == 10_000)
        // The axes of time need them.
        #expect(answer.json["firstTimes"]?.arrayValue?.count == counts.count)
        #expect(answer.json["lastTimes"]?.arrayValue?.last == 1_700_000_000_000)
        let maxima = try #require(answer.json["maxima"]?.arrayValue)
        #expect(maxima.contains(.double(spike)))
        #expect(answer.json["finiteMaxima"] == nil)
    }

    @Test func `buckets with infinities say how many, and what is beside them`() async throws {
        var values = (0..<10_000).map { Double($0 % 7) }
        values[5_555] = 1_000
        values[5_556] = .infinity
        values[5_557] = .infinity
        let answer = try await server(values: values).get("/api/v1/runs/\(run)/series?metric=loss&buckets=1")
        #expect(answer.json["maxima"] == ["Infinity"])
        #expect(answer.json["finiteMaxima"] == [1_000.0])
        #expect(answer.json["finiteMinima"] == [0.0])
        #expect(answer.json["positiveInfinityCounts"] == [2])
        #expect(answer.json["negativeInfinityCounts"] == [0])
    }

    @Test(arguments: [
        "", "metric=loss&buckets=0", "metric=loss&buckets=1000000", "metric=loss&first=x", "metric=loss&first=5&last=1",
    ])
    func `a malformed question for a series is the client's fault`(query: String) async throws {
        let answer = try await server(values: [1]).get("/api/v1/runs/\(run)/series?\(query)")
        #expect(answer.code == "invalidArgument")
    }

    @Test func `a series of no run or no such metric does not exist, a range without points is empty`() async throws {
        let server = try await server(values: [1])
        let nobody = "/api/v1/runs/00000000000000000000000000000000/series?metric=loss"
        #expect(try await server.get(nobody).code == "notFound")
        #expect(try await server.get("/api/v1/runs/\(run)/series?metric=other").code == "notFound")
        #expect(try await server.get("/api/v1/runs/\(run)/series?metric=loss&first=7").json["count"] == 0)
    }

    @Test func `a metric comes as a picture of the size asked for`() async throws {
        let server = try await server(values: [3, 2, 1])
        let answer = try await server.get(
            "/api/v1/runs/\(run)/chart?metric=loss&width=320&height=200&scale=1&theme=dark")
        #expect(answer.headers[.contentType] == "image/png")
        #expect(answer.bytes.bigEndian(at: 16) == 320)
        #expect(answer.bytes.bigEndian(at: 20) == 200)
        let again = try await server.get(
            "/api/v1/runs/\(run)/chart?metric=loss&width=320&height=200&scale=1&theme=dark",
            headers: [.ifNoneMatch: try #require(answer.headers[.eTag])])
        #expect(again.status == .notModified)
        for query in ["", "metric=loss&width=9", "metric=loss&scale=5", "metric=loss&theme=blue"] {
            #expect(try await server.get("/api/v1/runs/\(run)/chart?\(query)").code == "invalidArgument")
        }
    }

    @Test(arguments: ["x=time", "x=relative", "y=log", "y=symlog", "smooth=0.6", "clip=1", "first=1&last=2"])
    func `a picture is drawn as the plot of the page is`(query: String) async throws {
        let server = try await server(values: [3, 2, 1, 2, 900] + Array(repeating: 2, count: 200))
        let address = "/api/v1/runs/\(run)/chart?metric=loss&scale=1"
        let plain = try await server.get(address)
        let other = try await server.get("\(address)&\(query)")
        #expect(other.headers[.contentType] == "image/png")
        #expect(other.bytes != plain.bytes)
    }

    @Test(arguments: ["x=moon", "y=wide", "smooth=1", "smooth=-0.1", "smooth=nan", "smooth=much"])
    func `a look that there is not is the client's fault`(query: String) async throws {
        let answer = try await server(values: [1]).get("/api/v1/runs/\(run)/chart?metric=loss&\(query)")
        #expect(answer.code == "invalidArgument")
    }

    @Test func `the page says when the run began, and its scripts are served from their folder`() async throws {
        let server = try await server(values: [1])
        let page = try await server.get("/runs/\(run)").text
        #expect(page.contains(#"id="plots" aria-label="Charts" data-start="1700000000000""#))
        let script = try #require(page.firstMatch(of: #/src="(/assets/[0-9a-f]+/)app.js"/#)).1
        #expect(try await server.get("\(script)plot/page.js").text.contains("export function startPlots"))
        #expect(try await server.get("\(script)plot/nothing.js").status == .notFound)
        #expect(try await server.get("\(script)plot/../app.js").status == .notFound)
    }

    @Test func `the pages of runs show them`() async throws {
        let server = try await server(values: [3, 2, 1])
        let list = try await server.get("/runs").text
        #expect(list.contains("1 run"))
        #expect(list.contains(#"href="/runs/\#(run)"><bdi>first</bdi></a>"#))
        let page = try await server.get("/runs/\(run)").text
        #expect(page.contains("/api/v1/runs/\(run)/chart?metric=loss"))
        #expect(page.contains("0.01"))
        #expect(try await server.get("/runs/nobody").status == .notFound)
        #expect(try await server.get("/runs?filter=%28").status == .badRequest)
        #expect(try await WebFixture().get("/runs").text.contains("No run yet"))
    }

    @Test func `the page of a run has the end of its log, in which nothing speaks to the browser`() async throws {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        try await store.insert([Run(id: run, startTime: start).document], into: .runs)
        let empty = try await WebFixture(store: store).get("/runs/\(run)").text
        #expect(empty.contains(#"id="log" aria-labelledby="log-title" hidden>"#))
        #expect(empty.contains("No metric yet") && empty.contains(#"id="metrics" hidden>"#))
        let lines = (0..<250).map { number in
            LogLine(
                sequence: Int64(number), time: start, level: .warning,
                text: "\u{1B}[31mline \(number)\u{1B}[0m <script>alert(1)</script>\u{202E}")
        }
        try await store.appendLog(lines, to: run)
        let page = try await WebFixture(store: store).get("/runs/\(run)").text
        #expect(
            page.contains(
                #"<span class="log-text" dir="auto"><span class="ansi-1">line 249</span> &lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩</span>"#
            ))
        #expect(
            page.contains(
                ##"data-level="warning" data-position="50.0" data-day="2023-11-14 UTC"><a class="log-time" href="#line-50.0" title="2023-11-14T22:13:20.000Z">22:13:20.000</a>"##
            ))
        #expect(page.matches(of: /<div class="log-line"/).count == 200)
        #expect(page.contains(#"<button type="button" data-log="older">"#))
        #expect(!page.contains("\u{1B}") && !page.contains("<script>"))
    }

    @Test func `a row of the metrics has the exact name for the page's scripts`() async throws {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        try await store.insert([Run(id: run, startTime: start).document], into: .runs)
        let point = SeriesPoint(step: 1, time: start, value: 1, sequence: 1)
        try await store.append([SeriesAppend(series: SeriesID(run: run, metric: "a\"b/ü%\n"), points: [point])])
        let page = try await WebFixture(store: store).get("/runs/\(run)").text
        #expect(page.contains(#"<tr data-metric="a%22b%2F%C3%BC%25%0A">"#))
    }

    /// A server with a run that should be running and gave its last sign of life at a time.
    private func server(lastSign: WallTime?) async throws -> (WebFixture, MemoryStore) {
        let store = MemoryStore()
        let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
        let record = Run(id: run, name: "first", startTime: start, heartbeat: lastSign)
        try await store.insert([record.document], into: .runs)
        return (try WebFixture(store: store), store)
    }

    @Test func `a run that fell silent is lost in the API and on the pages, and as it was in the store`() async throws {
        let (server, store) = try await server(lastSign: WallTime(millisecondsSince1970: 1_700_000_000_000))
        #expect(try await server.get("/api/v1/runs/\(run)").json["status"] == "lost")
        let listed = try await server.get("/api/v1/runs").json["runs"]?.arrayValue?.first?.documentValue
        #expect(listed?["status"] == "lost")
        for page in ["/runs", "/runs/\(run)"] {
            let text = try await server.get(page).text
            #expect(text.contains("lost"))
            #expect(!text.contains(">running<"))
        }
        #expect(try await store.record(RecordID(run), in: .runs)?["status"] == "running")
    }

    @Test func `a run that has just given a sign of life, or never gave one, is running`() async throws {
        for lastSign in [WallTime.now, nil] {
            let (server, _) = try await server(lastSign: lastSign)
            #expect(try await server.get("/api/v1/runs/\(run)").json["status"] == "running")
            let listed = try await server.get("/api/v1/runs").json["runs"]?.arrayValue?.first?.documentValue
            #expect(listed?["status"] == "running")
            #expect(try await server.get("/runs").text.contains("running"))
        }
    }

    @Test func `a number that is missing stands where the numbers of its column do`() async throws {
        let store = try await MemoryStore.holding([["ModelName": "m", "loss": 0.5], ["ModelName": "m", "lr": 0.1]])
        let text = try await WebFixture(store: store).get("/").text
        #expect(text.matches(of: /<td class="number" title=""><bdi>–<\/bdi><\/td>/).count == 2)
    }

    @Test func `a run that cannot be read is a row that says so, beside the others`() async throws {
        let good = Run(
            id: run, experiment: "digits", name: "first", startTime: WallTime(millisecondsSince1970: 1_700_000_000_000))
        let damaged = "0190a000000070008000000000000002"
        let store = FailingStore(
            error: RegistryError(.internalFailure, "Only runs are listed."),
            runs: [good.document, ["_id": .string(damaged), "status": "running"], ["_id": "no/identifier"]])
        let answer = try await WebFixture(store: store).get("/runs")
        #expect(answer.status == .ok)
        #expect(answer.text.contains("<bdi>first</bdi></a>"))
        #expect(answer.text.contains("3 runs"))
        #expect(answer.text.contains(#"<a href="/api/v1/runs/\#(damaged)"><bdi>\#(damaged)</bdi></a>"#))
        #expect(answer.text.contains("<bdi>no/identifier</bdi></th>"))
        #expect(answer.text.matches(of: />damaged</).count == 2)
    }
}

extension [UInt8] {
    /// The 32-bit number at a place, most significant byte first; `nil` beyond the end.
    fileprivate func bigEndian(at index: Int) -> UInt32? {
        guard count >= index + 4 else { return nil }
        return self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
