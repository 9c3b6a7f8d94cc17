import RegistryCore
import Testing

@testable import TrainingLog

/// The logger against a whole registry, the one in memory.
struct RegistrySinkTests {
    private let store = MemoryStore()
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    @Test func `A run's records, series and summaries are in the registry`() async throws {
        let logger = bench.logger(into: store) { $0.parameters = ["lr": 0.1] }
        for step in 0..<2_500 {
            logger.logArtifact([
                "ModelName": "Net", "ExperimentName": "Whole", "Loss": Value(1 / Double(step + 1)), "Done": false,
                "TrainingIteration": Value(step), "Metadata": [["author": "me"], ["host": ["cores": 2]]],
            ])
        }
        try await logger.close()

        let record = try #require(await store.record(RecordID(logger.runID), in: .runs))
        let run = try Run(document: record)
        #expect(run.experiment == "Whole")
        #expect(run.status == .finished)
        #expect(run.parameters == ["lr": 0.1])
        #expect(run.metrics.keys.sorted() == ["Loss"])
        #expect(run.metrics["Loss"]?.summary.count == 2_500)
        #expect(run.metrics["Loss"]?.revisitedSteps == 0)
        #expect(try await store.count(in: .artifacts, matching: .everything) == 2_500)
        let artifacts = try await store.find(in: .artifacts, Query(limit: 1))
        #expect(
            artifacts.elements.first?["Metadata"] == [
                ["key": "author", "value": "me"], ["key": "host", "value": ["cores": 2]],
            ])
        let blocks = try await store.seriesBlocks(
            of: SeriesID(run: logger.runID, metric: "Loss"), in: .min ... .max, content: .points)
        let points = try blocks.flatMap { try $0.points() }.sorted { $0.step < $1.step }
        #expect(points.map(\.step.rawValue) == (0..<2_500).map { Int64($0) })
        #expect(points.map(\.value) == (0..<2_500).map { 1 / Double($0 + 1) })
    }

    @Test func `Lines of text are the run's log, and changed parameters its parameters`() async throws {
        let logger = bench.logger(into: store) { $0.parameters = ["lr": 0.1, "old": 1] }
        let long = String(repeating: "ä€😀", count: 20_000)
        logger.logLine("first", level: .debug)
        logger.logLine(long, level: .error)
        logger.logParameters(ParameterChange(values: ["a.b": 2, "lr": 0.2], removed: ["old", "never"]))
        logger.logLine("")
        logger.logLine(String(repeating: "x", count: Logger.longestText + 1))
        await #expect(throws: RegistryError.self) { try await logger.close() }
        let lines = try await store.logLines(of: logger.runID, behind: nil, minimumLevel: .debug, limit: 100)
        #expect(lines.map(\.level) == [.debug, .error, .error, .error, .info])
        #expect(lines.first?.text == "first" && lines.last?.text == "")
        #expect(lines[1...3].map(\.text).joined() == long)
        let record = try #require(await store.record(RecordID(logger.runID), in: .runs))
        #expect(try Run(document: record).parameters == ["a.b": 2, "lr": 0.2])
        #expect(bench.problems.all.map(\.kind) == [.rejected])
    }

    @Test func `A text is cut between its characters' scalars, and nothing of it is left out`() {
        for text in ["", "abc", "ä€😀ä€😀", String(repeating: "😀", count: 9), "aaaaaaaa"] {
            for longest in 4...9 {
                let parts = LogLines.parts(of: text, longest: longest)
                #expect(parts.joined() == text)
                #expect(
                    parts.allSatisfy { $0.utf8.count <= longest && (text.isEmpty || !$0.isEmpty) },
                    "\(longest) \(parts)")
            }
        }
    }

    @Test func `Records that no registry takes are refused one by one`() async throws {
        let logger = bench.logger(into: store)
        var deep: Value = 1
        for _ in 0..<100 { deep = ["deeper": deep] }
        for record: Document in [["Loss": 1], ["Loss": 2, "Metadata": 5], ["Loss": 3, "Deep": deep], ["Loss": 4]] {
            logger.logArtifact(record)
        }
        let error = await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(error?.message.contains("registry: 1 refused") == true)
        #expect(error?.message.contains("journal: 1 refused") == true)
        let kept = try await store.find(in: .artifacts, Query())
        #expect(kept.elements.compactMap { $0["Loss"]?.intValue } == [1, 4])
    }
}
