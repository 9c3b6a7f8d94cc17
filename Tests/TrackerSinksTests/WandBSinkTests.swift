import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing
import TrackerFiles
import TrackerSinks
import TrainingLog

@Suite struct WandBSinkTests {
    static let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
    static let run: RunID = {
        var generator = SeededGenerator(seed: 1)
        return RunID(time: start, using: &generator)
    }()

    private struct Place: SinkPlace {
        let folder: OwnedFolder
        let entries = SinkContract.records(5)

        func makeSink() -> any LogSink {
            WandBSink(in: folder.path, run: WandBSinkTests.run, startTime: WandBSinkTests.start)
        }

        func arrived() throws -> [Int64] {
            try WandBSinkTests.records(in: folder.url).flatMap { record -> [Int64] in
                guard case .history(let items, _) = record else { return [] }
                return items.filter { $0.name.hasSuffix("Loss") }.compactMap { item in
                    guard case .json(let text) = item.value else { return nil }
                    return Double(String(decoding: text, as: UTF8.self)).map { Int64($0) }
                }
            }
        }
    }

    /// The records of all `.wandb` files below a folder.
    static func records(in folder: URL) throws -> [WandBRecord] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".wandb") }
        return try paths.sorted().flatMap { path in
            let reader = try WandBFileReader(folder.appending(path: path).path)
            var records: [WandBRecord] = []
            while let piece = try reader.next() {
                switch piece {
                case .record(let record): records.append(record)
                default: Issue.record("\(path) has no damage: \(piece)")
                }
            }
            return records
        }
    }

    private func entry(_ sequence: Int64, _ content: LogEntry.Content) -> LogEntry {
        LogEntry(
            sequence: sequence, time: WallTime(millisecondsSince1970: 1_700_000_000_000 + sequence * 1_000),
            content: content)
    }

    @Test func `W&B's runs keep the contract`() async throws {
        try await SinkContract { Place(folder: try OwnedFolder()) }.check()
    }

    @Test func `a run has its record, a row for each step, lines, measurements, parameters, summary and end`()
        async throws
    {
        let folder = try OwnedFolder()
        let sink = WandBSink(in: folder.path, run: Self.run, startTime: Self.start)
        let run = Run(
            id: Self.run, experiment: "exp", name: "a run", startTime: Self.start,
            parameters: ["lr": .double(0.1), "net.depth": .int(3), "bad": .double(.nan)],
            tags: ["t": "true", "k": "v"],
            notes: "notes", host: "h")
        let entries = [
            entry(0, .start(run.document, isResumed: false)),
            entry(1, .scalar(NamedNumber(name: "loss", value: 1), Step(0))),
            entry(2, .scalars([NamedNumber(name: "acc", value: 0.5)], Step(0))),
            entry(3, .scalar(NamedNumber(name: "loss", value: .nan), Step(1))),
            entry(4, .line("hello", .info)), entry(5, .scalar(NamedNumber(name: "system/cpu", value: 3), Step(0))),
            entry(6, .parameters(ParameterChange(values: ["lr": .double(0.2)], removed: ["bad"]))),
        ]
        _ = try await sink.prepare(for: entries)
        #expect(try await sink.deliver(entries).isEmpty)
        try await sink.finish(
            RunEnding(status: .failed, time: WallTime(millisecondsSince1970: 1_700_000_060_000), message: "oh"))
        _ = try await sink.checkpoint()
        let records = try Self.records(in: folder.url)
        let kinds = records.map { record in
            switch record {
            case .header: "header"
            case .run: "run"
            case .history: "history"
            case .output: "output"
            case .stats: "stats"
            case .config: "config"
            case .summary: "summary"
            case .exit: "exit"
            default: "other"
            }
        }
        #expect(
            kinds == ["header", "run", "output", "stats", "config", "history", "history", "output", "summary", "exit"]
                || kinds == [
                    "header", "run", "history", "output", "stats", "config", "history", "output", "summary", "exit",
                ])
        guard case .run(let first) = records[1] else { return }
        #expect(first.project == "exp" && first.displayName == "a run" && Set(first.tags) == ["t", "k:v"])
        #expect(first.config.contains(WandBItem(path: ["bad"], value: .json(Array("NaN".utf8)))))
        let rows = records.compactMap { if case .history(let items, let step) = $0 { (items, step) } else { nil } }
        #expect(rows.map(\.1) == [0, 1])
        #expect(rows.first?.0.map(\.name) == ["loss", "acc", "_step", "_runtime", "_timestamp"])
        #expect(records.last == .exit(code: 1, runtime: 60))
    }

    @Test func `a run that is taken up again after its end has another folder with the same identifier`() async throws {
        let folder = try OwnedFolder()
        var state: Document = [:]
        for part in [Int64(0), 10] {
            let sink = WandBSink(in: folder.path, run: Self.run, startTime: Self.start)
            try await sink.restore(state)
            let entries = [entry(part, .scalar(NamedNumber(name: "loss", value: Double(part)), Step(part)))]
            _ = try await sink.prepare(for: entries)
            _ = try await sink.deliver(entries)
            try await sink.finish(RunEnding(status: .finished, time: Self.start))
            state = try await sink.checkpoint()
        }
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".wandb") }
        #expect(names.count == 2)
        #expect(Set(names.map { URL(filePath: $0).lastPathComponent }).count == 1)
    }

    @Test func `an image is a file beside the run and a row of the history`() async throws {
        let folder = try OwnedFolder()
        let sink = WandBSink(in: folder.path, run: Self.run, startTime: Self.start)
        let image = LoggedImage(
            tag: "../x/y", fileName: "y.png", width: 2, height: 1, channels: 3, bytes: [1, 2, 3, 4, 5, 6])
        let entries = [entry(0, .image(image, Step(4)))]
        _ = try await sink.prepare(for: entries)
        #expect(try await sink.deliver(entries).isEmpty)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }
        #expect(files.count == 1 && files[0].contains("/files/media/images/"))
        let records = try Self.records(in: folder.url)
        guard case .history(let items, step: 4)? = records.last, case .json(let json)? = items.first?.value else {
            Issue.record("the row is there")
            return
        }
        #expect(items[0].path == ["../x/y"])
        let path = try #require(try Document(json: json)["path"]?.stringValue)
        #expect(files[0].hasSuffix("/files/\(path)"))
    }

    @Test func `a logger that has the sink writes it beside everything else`() async throws {
        let folder = try OwnedFolder()
        var configuration = LoggerConfiguration(
            logsRoot: folder.url.appending(path: "logs").path, runName: "a run", experiment: "exp",
            systemMetricsInterval: nil)
        configuration.addedSinks = [.wandb(in: folder.url.appending(path: "wandb").path)]
        let logger = Logger(logDir: "run", configuration: configuration)
        for step in 0..<5 { logger.logScalar("loss", Double(step), step: Step(Int64(step))) }
        try await logger.close()
        let records = try Self.records(in: folder.url)
        #expect(records.count { if case .history = $0 { true } else { false } } == 5)
        guard case .exit(code: 0, _)? = records.last else {
            Issue.record("the end is there")
            return
        }
    }
}
