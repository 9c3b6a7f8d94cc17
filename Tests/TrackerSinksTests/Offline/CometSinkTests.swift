import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing
import TrackerFiles
import TrackerSinks
import TrainingLog

@Suite struct CometSinkTests {
    let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private struct Place: SinkPlace {
        let folder: OwnedFolder
        let entries = SinkContract.records(5)

        func makeSink() -> any LogSink {
            CometSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
        }

        func arrived() throws -> [Int64] {
            try CometSinkTests.messages(in: folder.url).filter { $0["type"] == "metric_msg" }.compactMap {
                let metric = $0["payload"]?.documentValue?["metric"]?.documentValue
                return metric?["metricValue"]?.numberValue.map { Int64($0) }
            }
        }
    }

    /// The messages of all zip files in a folder, numbered from 1 in each. Nothing else is left there.
    static func messages(in folder: URL) throws -> [Document] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.allSatisfy { $0.hasSuffix(".zip") }, "\(names)")
        return try names.flatMap { name in
            let zip = try ZipReader(folder.appending(path: name).path)
            let bytes = try zip.bytes(of: try #require(zip.entry(named: "messages.json")), limit: 1 << 24)
            let lines = try bytes.split(separator: 0x0A).map { try #require(try Value(pythonJSON: $0).documentValue) }
            #expect(
                lines.map { $0["payload"]?.documentValue?["message_id"]?.intValue }
                    == (0..<lines.count).map { Int64($0 + 1) })
            return lines
        }
    }

    private static func experiment(_ zip: URL) throws -> Document {
        let zip = try ZipReader(zip.path)
        let entry = try #require(zip.entry(named: "experiment.json"))
        return try #require(try Value(pythonJSON: zip.bytes(of: entry, limit: 1 << 20)).documentValue)
    }

    private func sink() -> CometSink {
        CometSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
    }

    private func zips() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(".zip") }.map {
            folder.url.appending(path: $0)
        }
    }

    @Test func `Comet's experiments keep the contract`() async throws {
        try await SinkContract { Place(folder: try OwnedFolder()) }.check()
    }

    @Test func `the import of this registry finds what was written for Comet`() async throws {
        try await OfflineRun.write(OfflineRun.entries(), to: sink(), status: .failed, message: "it broke")
        let (registry, reports) = try await OfflineRun.imported(folder.url, .comet)
        #expect(reports.isEmpty)
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        #expect(run.name == OfflineRun.run.name && run.experiment == "exp" && run.status == .failed)
        #expect(Set(run.tags.keys).isSuperset(of: ["t", "k:v"]))
        #expect(
            run.parameters == [
                "lr": .double(0.2), "net|depth": 3, "net|act": "relu", "on": true, "layers": "[1, 2]",
            ])
        let loss = try await OfflineRun.values("train/loss", of: run.id, in: registry)
        #expect(loss.count == 2 && loss[0] == 0.5 && loss[1].isNaN)
        #expect(try await OfflineRun.values("acc", of: run.id, in: registry) == [-.infinity])
        #expect(try await OfflineRun.values("system/cpu", of: run.id, in: registry) == [3])
        #expect(try await registry.logLines(of: run.id).map(\.text).sorted() == ["hello\tworld", "oh"])
        #expect(try await OfflineRun.values("名前/🏃", of: run.id, in: registry) == [6])
    }

    @Test func `a zip file has its name of 32 digits, and the files that messages tell of`() async throws {
        try await OfflineRun.write(OfflineRun.entries(), to: sink())
        let file = try #require(try zips().first)
        #expect(file.lastPathComponent.wholeMatch(of: /[0-9a-f]{32}\.zip/) != nil)
        let zip = try ZipReader(file.path)
        let uploads = try Self.messages(in: folder.url).filter { $0["type"] == "file_upload" }
        let payloads = uploads.compactMap { $0["payload"]?.documentValue }
        #expect(payloads.map { $0["upload_type"] } == ["visualization", "asset"])
        let members = try payloads.map { try #require($0["file_path"]?.stringValue) }
        #expect(Set(zip.entries.map(\.name)) == Set(["experiment.json", "messages.json"] + members))
        let entry = try #require(zip.entry(named: members[1]))
        #expect(try zip.bytes(of: entry, limit: 10) == [1, 2, 3])
        let experiment = try Self.experiment(file)
        #expect(experiment["stop_time"] == 1_700_000_060_000 && experiment["customer_error_reported"] == false)
        #expect(experiment["resume_strategy"] == "create" && experiment["workspace"] == .null)
    }

    @Test func `a process that died leaves a folder, which the next one mends and makes a zip file`() async throws {
        let entries = try OfflineRun.entries()
        let first = sink()
        _ = try await first.prepare(for: entries)
        let state = try await first.checkpoint()
        _ = try await first.deliver(Array(entries[..<9]))
        #expect(try zips().isEmpty)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let handle = try FileHandle(forWritingTo: folder.url.appending(path: "\(name)/messages.json"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"type\": \"metr".utf8))
        try handle.close()
        let second = sink()
        try await second.restore(state)
        _ = try await second.deliver(entries)
        try await second.finish(nil)
        let messages = try Self.messages(in: folder.url)
        #expect(messages.count { $0["type"] == "metric_msg" } == 4 + OfflineRun.hostileNames.count)
        let experiment = try Self.experiment(try #require(try zips().first))
        #expect(experiment["customer_error_reported"] == true)
        #expect(Set(experiment["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []) == ["t", "k:v"])
    }

    @Test func `a process that died between the zip file and its checkpoint has everything once, assets too`()
        async throws
    {
        let entries = try OfflineRun.entries()
        let first = sink()
        _ = try await first.prepare(for: entries)
        _ = try await first.deliver(Array(entries[..<8]))
        let state = try await first.checkpoint()
        _ = try await first.deliver(entries)
        try await first.finish(RunEnding(status: .finished, time: OfflineRun.start))
        let before = try Data(contentsOf: try #require(try zips().first))
        let second = sink()
        try await second.restore(state)
        #expect(try await second.deliver(Array(entries[8...])).isEmpty)
        try await second.finish(RunEnding(status: .finished, time: OfflineRun.start))
        #expect(try zips().map { try Data(contentsOf: $0) } == [before])
        #expect(try Self.messages(in: folder.url).count { $0["type"] == "file_upload" } == 2)
    }

    @Test func `what is there instead of the zip file is left alone`() async throws {
        let entries = try OfflineRun.entries()
        let first = sink()
        _ = try await first.prepare(for: entries)
        _ = try await first.deliver([entries[0]])
        let state = try await first.checkpoint()
        try await first.finish(nil)
        let zip = try #require(try zips().first)
        try Data("no zip file".utf8).write(to: zip)
        let second = sink()
        try await second.restore(state)
        try await OfflineRun.write([entries[1]], to: second)
        #expect(try Data(contentsOf: zip) == Data("no zip file".utf8))
        #expect(try zips().count == 2)
    }

    @Test func `a run that is taken up again after its end has another zip file with the same identifier`() async throws
    {
        var state: Document = [:]
        for part in [Int64(0), 10] {
            let sink = sink()
            try await sink.restore(state)
            try await OfflineRun.write(
                [OfflineRun.entry(part, .scalar(NamedNumber(name: "loss", value: 1), Step(part)))], to: sink)
            state = try await sink.checkpoint()
        }
        let experiments = try zips().map { try Self.experiment($0) }
        #expect(Set(experiments.map { $0["resume_strategy"]?.stringValue }) == ["create", "get_or_create"])
        #expect(Set(experiments.map { $0["offline_id"]?.stringValue }).count == 1)
        let (registry, _) = try await OfflineRun.imported(folder.url, .comet)
        let runs = try await registry.runs(limit: 10).elements
        #expect(runs.count == 1)
        #expect(try await OfflineRun.values("loss", of: try #require(runs.first).id, in: registry) == [1, 1])
    }

    @Test func `a logger that has the sink writes it beside everything else`() async throws {
        let comet = folder.url.appending(path: "comet")
        var configuration = LoggerConfiguration(
            logsRoot: folder.url.appending(path: "logs").path, runName: "a run", experiment: "exp",
            systemMetricsInterval: nil)
        configuration.addedSinks = [.comet(in: comet.path)]
        let logger = Logger(logDir: "run", configuration: configuration)
        for step in 0..<5 { logger.logScalar("loss", Double(step), step: Step(Int64(step))) }
        try await logger.close()
        #expect(try Self.messages(in: comet).count { $0["type"] == "metric_msg" } == 5)
    }
}
