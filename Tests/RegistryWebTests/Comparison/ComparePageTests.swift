import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ComparePageTests {
    private func id(_ number: Int) -> String { "0190a00000007000800000000000" + String(1_000 + number) }

    /// A store with so many runs: `lr` differs, `batch` does not; the later a run, the smaller its loss.
    private func store(_ count: Int, name: (Int) -> String = { "run-\($0)" }) async throws -> MemoryStore {
        let store = MemoryStore()
        for number in 0..<count {
            let start = WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(number) * 1_000)
            let run = Run(
                id: try #require(RunID(id(number))), name: name(number), status: .finished, startTime: start,
                endTime: start,
                parameters: ["lr": .double(Double(number) / 10), "batch": number == 0 ? 32 : .double(32)])
            var record = run.document
            // The start stands among the facts of the run already.
            record["environment"] = [
                "python": .string("3.1\(number)"), "os": "linux", "git": ["branch": "main"], "startTime": .date(start),
            ]
            try await store.insert([record], into: .runs)
            let series = SeriesID(run: run.id, metric: "loss")
            let points = (0..<3).map { step in
                SeriesPoint(
                    step: Step(Int64(step)), time: start, value: 10 / Double(number + step + 1), sequence: Int64(step))
            }
            try await store.append([SeriesAppend(series: series, points: points)])
        }
        return store
    }

    /// The names of fields in the table of what differs, or of what does not.
    private func fields(_ page: String, equal: Bool = false) -> [String] {
        let parts = page.split(separator: "class=\"compare-equal\"", maxSplits: 1)
        guard let part = equal ? parts.dropFirst().first : parts.first else { return [] }
        return part.matches(of: /<th scope="row" class="compare-field" title="([^"]*)"/).map { String($0.1) }
    }

    @Test func `what differs comes first, what is the same is folded away`() async throws {
        let server = try WebFixture(store: try await store(3))
        let page = try await server.get("/compare?runs=\(id(0)),\(id(1)),\(id(2))")
        #expect(page.status == .ok)
        #expect(fields(page.text) == ["Started (UTC)", "lr", "loss", "python"])
        let equal = fields(page.text, equal: true)
        #expect(equal.contains("batch"))
        #expect(equal.contains("os"))
        #expect(equal.contains("git.branch"))
        #expect(!page.text.contains(#"id="equal" open"#))
        #expect(try await server.get("/compare?runs=\(id(0)),\(id(1))&equal=1").text.contains(#"id="equal" open"#))
    }

    @Test func `parameters within others are compared one by one, and the reason of an end is shown`() async throws {
        let store = MemoryStore()
        for number in 0..<2 {
            let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
            let run = Run(
                id: try #require(RunID(id(number))), name: "r\(number)", status: number == 0 ? .failed : .finished,
                startTime: start, endTime: start, parameters: ["opt": ["name": "adam", "lr": .double(Double(number))]],
                statusMessage: number == 0 ? "<out of memory>" : nil)
            try await store.insert([run.document], into: .runs)
        }
        let server = try WebFixture(store: store)
        let page = try await server.get("/compare?runs=\(id(0)),\(id(1))").text
        #expect(fields(page) == ["Status", "Reason of the end", "opt.lr"])
        #expect(fields(page, equal: true).contains("opt.name"))
        #expect(try await server.get("/runs/\(id(0))").text.contains("&lt;out of memory&gt;"))
    }

    @Test func `a page that does not follow its runs says of when it is while one goes on`() async throws {
        let store = try await store(2)
        let server = try WebFixture(store: store)
        let address = "/compare?runs=\(id(0)),\(id(1)),\(id(2))"
        #expect(!(try await server.get(address)).text.contains("Load again"))
        let run = Run(id: try #require(RunID(id(2))), startTime: .now, heartbeat: .now)
        try await store.insert([run.document], into: .runs)
        let page = try await server.get(address).text
        #expect(page.contains("1 of them goes on: these are the values of 20"))
        #expect(page.contains(#"<a href="">Load again</a>"#))
    }

    @Test func `the best of a metric is marked where its name tells what is better`() async throws {
        let page = try await WebFixture(store: try await store(3)).get("/compare?runs=\(id(0)),\(id(2)),\(id(1))").text
        #expect(page.matches(of: /class="number best"/).count == 1)
        #expect(page.contains(#"<bdi>2</bdi> <span class="best-mark""#))
        #expect(MetricDirection(metric: "val/accuracy") == .higher)
        #expect(MetricDirection(metric: "ValidationAccuracy") == .higher)
        #expect(MetricDirection(metric: "rmse") == .lower)
        #expect(MetricDirection(metric: "step_time") == nil)
        #expect(MetricDirection(metric: "loss")?.best(of: [.nan, 2, nil, .infinity]) == nil)
    }

    @Test func `a run keeps its colour whatever the order of the columns`() async throws {
        let server = try WebFixture(store: try await store(3))
        for order in [[0, 1, 2], [2, 0, 1]] {
            let page = try await server.get("/compare?runs=\(order.map(id).joined(separator: ","))").text
            let keys = page.matches(of: /data-series="(\d+)" data-run="([0-9a-f]+)"/).map { "\($0.1) \($0.2)" }
            #expect(Set(keys) == Set((0..<3).map { "\($0) \(id($0))" }))
            #expect(page.contains(#"<figure data-metric="loss" data-series=""#))
        }
    }

    @Test func `runs that are gone, in the trash, or no runs at all are named beside the others`() async throws {
        let server = try WebFixture(store: try await store(3))
        #expect(try await server.send(.delete, "/api/v1/runs/\(id(1))").status == .ok)
        let page = try await server.get("/compare?runs=\(id(0)),\(id(1)),\(id(2)),\(id(9)),%3Cscript%3E,")
        #expect(page.status == .ok)
        #expect(page.text.contains("The run \(id(1)) is in the trash."))
        #expect(page.text.contains("There is no run \(id(9))."))
        #expect(page.text.contains("&lt;script&gt;&quot; identifies no run."))
        #expect(page.text.contains("2 runs"))
        #expect(fields(page.text).contains("lr"))
    }

    @Test(arguments: ["", "?runs=", "?runs=,,", "?runs=nobody", "?run=", "?runs=0190a000000070008000000000009999"])
    func `without runs the page says how to choose some`(query: String) async throws {
        let answer = try await WebFixture(store: try await store(1)).get("/compare\(query)")
        #expect(answer.status == .ok)
        #expect(answer.text.contains("No runs to compare"))
    }

    @Test func `of more than twenty runs the first are compared, and that is said`() async throws {
        let server = try WebFixture(store: try await store(23))
        let page = try await server.get("/compare?runs=\((0..<23).map(id).joined(separator: ","))").text
        #expect(page.contains("At most 20 runs are compared at a time; these are the first of 23."))
        #expect(page.matches(of: /class="plot-key"/).count == 20)
        #expect(page.contains("run-dashed"))
    }

    @Test func `a form's runs become one address, each run once`() async throws {
        let server = try WebFixture(store: try await store(2))
        let answer = try await server.get("/compare?filter=x&run=\(id(0))&run=\(id(1))&run=\(id(0))")
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/compare?runs=\(id(0)),\(id(1))")
    }

    @Test func `runs of one name are told apart, and hostile names stay text`() async throws {
        let name = "\"><script>alert(1)</script>\u{202E}"
        let store = try await store(2, name: { _ in name })
        let series = SeriesID(run: try #require(RunID(id(0))), metric: name)
        let point = SeriesPoint(step: 0, time: WallTime(millisecondsSince1970: 0), value: 1, sequence: 0)
        try await store.append([SeriesAppend(series: series, points: [point])])
        let page = try await WebFixture(store: store).get("/compare?runs=\(id(0)),\(id(1))").text
        #expect(!page.contains("<script>alert"))
        #expect(page.contains("(001000)"))
        #expect(page.contains("(001001)"))
    }

    @Test func `a picture has a line for each run, and other colours for other runs' places`() async throws {
        let server = try WebFixture(store: try await store(3))
        let two = try await server.get("/compare/chart?runs=\(id(0)),\(id(1))&metric=loss&scale=1")
        #expect(two.headers[.contentType] == "image/png")
        let turned = try await server.get("/compare/chart?runs=\(id(1)),\(id(0))&metric=loss&scale=1")
        #expect(turned.bytes == two.bytes)
        let three = try await server.get("/compare/chart?runs=\(id(0)),\(id(1)),\(id(2))&metric=loss&scale=1")
        #expect(three.bytes != two.bytes)
        let part = try await server.get("/compare/chart?runs=\(id(0)),\(id(1))&metric=loss&scale=1&first=1")
        #expect(part.bytes != two.bytes)
    }

    @Test(arguments: ["metric=other", "metric=loss&y=wide", "", "metric=loss&first=2&last=1"])
    func `a picture that cannot be drawn is refused`(query: String) async throws {
        let answer = try await WebFixture(store: try await store(1)).get("/compare/chart?runs=\(id(0))&\(query)")
        #expect([.notFound, .badRequest].contains(answer.status))
    }

    @Test func `images stand side by side by their label, files that are none do not`() async throws {
        let store = try await store(2)
        let files = [(0, 1, "image/png"), (0, 5, "image/png"), (1, 5, "image/jpeg"), (1, 6, "image/svg+xml")].map {
            run, step, type in
            FileRecord(
                id: .string("f\(run)-\(step)"), file: "\(run)/\(step)", fileType: "image", run: RunID(id(run)),
                step: Step(Int64(step)), label: "samples", contentType: type
            ).document
        }
        try await store.insert(files, into: .files)
        let page = try await WebFixture(store: store).get("/compare?runs=\(id(0)),\(id(1))").text
        #expect(page.contains(#"data-steps="1 5""#))
        #expect(page.contains(#"src="/api/v1/files/f0-5/content""#))
        #expect(!page.contains("f1-6"))
        let without = try await WebFixture(store: try await self.store(1)).get("/compare?runs=\(id(0))").text
        #expect(!without.contains("compare-images"))
    }

    @Test func `metrics are found by a part of their name`() async throws {
        let server = try WebFixture(store: try await store(1))
        #expect(
            try await server.get("/compare?runs=\(id(0))&metrics=LOS").text.contains(#"<figure data-metric="loss""#))
        let none = try await server.get("/compare?runs=\(id(0))&metrics=acc").text
        #expect(!none.contains("<figure data-metric"))
        #expect(none.contains("0 of 1 metrics"))
    }

    @Test func `a damaged record is said and takes no other run away`() async throws {
        let good = Run(id: try #require(RunID(id(0))), name: "good", startTime: WallTime(millisecondsSince1970: 0))
        let store = FailingStore(
            error: RegistryError(.internalFailure, "Only runs are listed."),
            runs: [good.document, ["_id": .string(id(5)), "status": "running"]])
        let page = try await WebFixture(store: store).get("/compare?runs=\(id(0)),\(id(5))").text
        #expect(page.contains("The record of the run \(id(5)) is damaged."))
        #expect(page.contains("1 run"))
        #expect(page.contains("What it has"))
    }
}
