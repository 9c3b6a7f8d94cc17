import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// What runs of Sacred's FileStorage have in common with those in a database.
@Suite struct SacredFolderTests {
    private let folder: TrackerFolder
    private let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    private func write(_ status: String, more: String = "") throws {
        try folder.write(
            "runs/1/run.json",
            #"{"experiment": {"name": "exp"}, "start_time": "2023-11-14T22:13:20", "status": "\#(status)"\#(more)}"#)
        try folder.write("runs/1/config.json", "{}")
    }

    private func onlyRun() async throws -> Run {
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    @Test func `a run that was thought to be lost ends as it says later, without anything else that is new`()
        async throws
    {
        try write("RUNNING")
        try await folder.bring(into: registry)
        #expect(try await onlyRun().status == .lost)
        try write("INTERRUPTED", more: #", "stop_time": "2023-11-14T23:13:20""#)
        try await folder.bring(into: registry)
        let run = try await onlyRun()
        #expect(run.status == .killed && run.endTime == WallTime(secondsSince1970: TrackerFolder.start + 3_600))
    }

    @Test func `an artifact that went away does not take another's place`() async throws {
        try write("COMPLETED", more: #", "artifacts": ["a", "b"]"#)
        try folder.write("runs/1/a", "a")
        try folder.write("runs/1/b", "b")
        try await folder.bring(into: registry)
        try folder.remove("runs/1/a")
        try write("COMPLETED", more: #", "artifacts": ["a", "b", "c"]"#)
        try folder.write("runs/1/c", "c")
        try await folder.bring(into: registry)
        let files = try await registry.store.find(in: .files, Query(limit: 10)).elements
        #expect(files.compactMap { $0["file"]?.stringValue }.sorted() == ["a", "b", "c"])
    }

    @Test func `lists of different lengths and a metric that is none are told, and the rest is taken`() async throws {
        try write("COMPLETED")
        try folder.write(
            "runs/1/metrics.json",
            #"{"loss": {"values": [1, 2], "steps": [3], "timestamps": []}, "odd": 5, "none": {"values": "x"}}"#)
        let summary = try #require(try await folder.bring(into: registry).first)
        let run = try await onlyRun()
        #expect(try await registry.exactPoints(of: "loss", run: run.id).map(\.value).sorted() == [1, 2])
        #expect(summary.reports.count == 3, "\(summary.reports)")
    }

    @Test func `how a run failed stands behind what it printed`() async throws {
        try write("FAILED", more: #", "fail_trace": ["Traceback:\n", "  File x\n    raise\n"]"#)
        try folder.write("runs/1/cout.txt", "one\n")
        try await folder.bring(into: registry)
        let lines = try await registry.logLines(of: onlyRun().id)
        #expect(lines.map(\.text) == ["one", "Traceback:", "  File x", "    raise"])
        #expect(lines.map(\.level) == [.info, .error, .error, .error])
    }
}
