import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// Files that end inside something, and files that cannot be read.
@Suite struct UnfinishedFilesTests {
    let folder: TrackerFolder
    let registry = DataManager(store: MemoryStore())

    init() throws { folder = try TrackerFolder() }

    private func bring() async throws -> TrackerImportSummary {
        try #require(try await folder.bring(into: registry).first)
    }

    private func losses() async throws -> [Double] {
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        return try await registry.exactPoints(of: "loss", run: run.id).map(\.value)
    }

    @Test func `a CSV file's last row waits for its end`() async throws {
        try folder.write("m.csv", "step,loss\n1,0.5\n2,0.1")
        let summary = try await bring()
        #expect(summary.storedPoints == 1 && summary.reports.count == 1)
        #expect(summary.reports[0].contains("m.csv, line 3: the last line has no end"))
        try folder.write("m.csv", "step,loss\n1,0.5\n2,0.125\n")
        let more = try await bring()
        #expect(more.storedPoints == 1 && more.reports.isEmpty)
        #expect(try await losses() == [0.5, 0.125])
    }

    @Test func `a CSV file's last row without an end is taken when the file has been left alone for a day`()
        async throws
    {
        try folder.write("m.csv", "step,loss\n1,0.5\n2,0.125")
        try folder.rest("m.csv")
        #expect(try await bring().reports.isEmpty)
        #expect(try await losses() == [0.5, 0.125])
    }

    @Test func `a SwanLab file that does not say whose it is yet is the run that its name says, and stays it`()
        async throws
    {
        func write(withStart: Bool) throws {
            var file = SwanLabBuilder()
            if withStart { file.addStart() }
            file.addPoint(value: 0.5)
            try folder.write("swanlog/run-1/run-id.swanlab", file.bytes)
        }
        try write(withStart: false)
        let summary = try await bring()
        #expect(summary.newRuns == 1 && summary.reports.count == 1 && summary.reports[0].contains("the run id"))
        try write(withStart: true)
        let more = try await bring()
        #expect(more.newRuns == 0 && !more.hasStored && more.reports.isEmpty)
        #expect(try await registry.runs(limit: 10).elements.map(\.name) == ["a run"])
        #expect(try await losses() == [0.5])
    }

    @Test func `one metric of ml-dash's that cannot be read is reported, and the others and the log come`() async throws
    {
        try folder.write("exp/experiment.json", #"{"name": "exp", "created_at": "2023-11-14T22:13:20Z"}"#)
        try folder.write("exp/logs/logs.jsonl", #"{"timestamp": "2023-11-14T22:13:21Z", "message": "careful"}"# + "\n")
        let row = #"{"index": 0, "data": 1.0, "createdAt": "2023-11-14T22:13:21Z"}"# + "\n"
        try folder.write("exp/metrics/loss.jsonl", row)
        try folder.link("exp/metrics/aaa.jsonl", to: "nowhere")
        try folder.link("exp/metrics/zzz.jsonl", to: "nowhere")
        let summary = try await bring()
        #expect(summary.storedPoints == 1 && summary.storedLines == 1)
        #expect(summary.reports.count == 2 && summary.reports.contains { $0.contains("aaa.jsonl: No such file") })
        #expect(try await losses() == [1])
    }
}
