import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing
import TrackerSinks
import TrainingLog

@Suite struct NeptuneSinkTests {
    let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private struct Place: SinkPlace {
        let folder: OwnedFolder
        let entries = SinkContract.records(5)

        func makeSink() -> any LogSink {
            NeptuneSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
        }

        func arrived() throws -> [Int64] {
            try NeptuneSinkTests.operations(in: folder.url).filter {
                $0["path"]?.arrayValue?.last == "Loss"
            }.compactMap { $0["values"]?.arrayValue?.first?.documentValue?["value"]?.numberValue.map { Int64($0) } }
        }
    }

    /// The operations of all logs below a folder, whose versions count from 1 in each.
    static func operations(in folder: URL) throws -> [Document] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix("data-1.log")
        }
        return try paths.sorted().flatMap { path in
            let lines = try lines(of: folder.appending(path: path))
            #expect(lines.map { $0["version"]?.intValue } == (0..<lines.count).map { Int64($0 + 1) })
            return lines.compactMap { $0["obj"]?.documentValue }
        }
    }

    private static func lines(of file: URL) throws -> [Document] {
        let bytes = try Data(contentsOf: file)
        #expect(bytes.isEmpty || bytes.last == 0x0A)
        return try bytes.split(separator: 0x0A).map { try #require(try Value(pythonJSON: $0).documentValue) }
    }

    private func sink() -> NeptuneSink {
        NeptuneSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
    }

    private func files(_ end: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(end) }
    }

    @Test func `Neptune's runs keep the contract`() async throws {
        try await SinkContract { Place(folder: try OwnedFolder()) }.check()
    }

    @Test func `the import of this registry finds what was written for Neptune`() async throws {
        try await OfflineRun.write(OfflineRun.entries(), to: sink(), status: .failed, message: "it broke")
        let (registry, reports) = try await OfflineRun.imported(folder.url, .neptune)
        #expect(reports.isEmpty)
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        #expect(run.name == OfflineRun.run.name && run.notes == "notes" && run.host == "h" && run.status == .failed)
        #expect(Set(run.tags.keys).isSuperset(of: ["t", "k:v"]))
        #expect(
            run.parameters == [
                "parameters/lr": .double(0.2), "parameters/net/depth": 3, "parameters/net/act": "relu",
                "parameters/layers": "[1, 2]",
            ])
        let loss = try await OfflineRun.values("train/loss", of: run.id, in: registry)
        #expect(loss.count == 2 && loss[0] == 0.5 && loss[1].isNaN)
        #expect(try await OfflineRun.values("acc", of: run.id, in: registry) == [-.infinity])
        #expect(try await OfflineRun.values("system/cpu", of: run.id, in: registry) == [3])
        #expect(try await registry.logLines(of: run.id).map(\.text).sorted() == ["hello\tworld", "it broke", "oh"])
        #expect(try await OfflineRun.values("名前/🏃", of: run.id, in: registry) == [6])
        #expect(try await OfflineRun.values("metrics/sys/failed", of: run.id, in: registry) == [3])
    }

    @Test func `files lie beside the log, under names of their own`() async throws {
        try await OfflineRun.write(OfflineRun.entries(), to: sink())
        let uploads = try Self.operations(in: folder.url).filter { $0["type"] == "UploadFile" }
        #expect(
            uploads.map { $0["path"] } == [["images", "..", "x", "4"], ["files", "weights", "best.bin"]])
        for upload in uploads {
            let name = try #require(upload["tmp_file_name"]?.stringValue)
            let path = try #require(try files("/upload_path/\(name)").first)
            #expect(try !Data(contentsOf: folder.url.appending(path: path)).isEmpty)
        }
        #expect(try files("").filter { $0.contains("passwd") }.isEmpty)
    }

    @Test func `a line that was cut by a crash is cut off, and versions go on`() async throws {
        let first = sink()
        let entries = try OfflineRun.entries()
        _ = try await first.prepare(for: [entries[0]])
        _ = try await first.deliver([entries[0]])
        let state = try await first.checkpoint()
        let log = folder.url.appending(path: try #require(try files("data-1.log").first))
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"obj\": {\"type\": \"LogFl".utf8))
        try handle.close()
        let second = sink()
        try await second.restore(state)
        try await OfflineRun.write(Array(entries[1...]), to: second)
        #expect(try files("data-1.log").count == 1)
        let operations = try Self.operations(in: folder.url)
        #expect(operations.count { $0["type"] == "LogFloats" } == 4 + OfflineRun.hostileNames.count)
        let put = try #require(try files("last_put_version").first)
        #expect(
            try String(contentsOf: folder.url.appending(path: put), encoding: .utf8) == "\(operations.count)\n")
    }

    @Test func `a checkpoint that no line ends at, and one of another place, begin a new folder`() async throws {
        let first = sink()
        let entries = try OfflineRun.entries()
        _ = try await first.prepare(for: [entries[0]])
        _ = try await first.deliver([entries[0]])
        var state = try await first.checkpoint()
        state["offset"] = 7
        let second = sink()
        try await second.restore(state)
        try await second.restore(["folder": "run__/../../x", "offset": 0])
        try await second.restore(["folder": "run__gone", "offset": 10])
        try await second.restore(["folder": "run__gone", "offset": -1])
        try await OfflineRun.write([entries[1]], to: second)
        #expect(try files("data-1.log").count == 2)
    }

    @Test func `when all parameters are replaced the others go, after a crash too`() async throws {
        let first = sink()
        let entries = try OfflineRun.entries()
        _ = try await first.prepare(for: [entries[0]])
        _ = try await first.deliver([entries[0]])
        let second = sink()
        try await second.restore(try await first.checkpoint())
        let change = ParameterChange(values: ["lr": 1], replacesAll: true)
        try await OfflineRun.write([OfflineRun.entry(1, .parameters(change))], to: second)
        let gone = try Self.operations(in: folder.url).filter { $0["type"] == "DeleteAttribute" }.map { $0["path"] }
        #expect(
            gone == [
                ["parameters", "layers"], ["parameters", "net", "act"], ["parameters", "net", "depth"],
                ["parameters", "on"],
            ])
    }

    @Test func `a run that is taken up again after its end has another folder with the same identifier`() async throws {
        var state: Document = [:]
        for part in [Int64(0), 10] {
            let sink = sink()
            try await sink.restore(state)
            try await OfflineRun.write(
                [OfflineRun.entry(part, .scalar(NamedNumber(name: "loss", value: 1), Step(part)))], to: sink)
            state = try await sink.checkpoint()
        }
        #expect(try files("data-1.log").count == 2)
        let (registry, _) = try await OfflineRun.imported(folder.url, .neptune)
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.count == 1)
        #expect(try await OfflineRun.values("loss", of: try #require(runs.first).id, in: registry) == [1, 1])
    }

    @Test func `a logger that has the sink writes it beside everything else`() async throws {
        var configuration = LoggerConfiguration(
            logsRoot: folder.url.appending(path: "logs").path, runName: "a run", experiment: "exp",
            systemMetricsInterval: nil)
        configuration.addedSinks = [.neptune(in: folder.url.appending(path: "neptune").path)]
        let logger = Logger(logDir: "run", configuration: configuration)
        for step in 0..<5 { logger.logScalar("loss", Double(step), step: Step(Int64(step))) }
        try await logger.close()
        let operations = try Self.operations(in: folder.url)
        #expect(operations.count { $0["type"] == "LogFloats" } == 5)
        #expect(operations.last?["path"] == ["sys", "failed"] && operations.last?["value"] == false)
    }
}
