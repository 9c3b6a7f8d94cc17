import ArtifactRegistry
import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerSinks
import TrainingLog

/// A run for sinks that write files of other trackers, and what an import finds in them.
enum OfflineRun {
    static let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
    static let id: RunID = {
        var generator = SeededGenerator(seed: 4)
        return RunID(time: start, using: &generator)
    }()
    static let run = Run(
        id: id, experiment: "exp", name: "ein Läufer 🏃", startTime: start,
        parameters: ["lr": .double(0.1), "net": ["depth": 3, "act": "relu"], "on": true, "layers": [1, 2]],
        tags: ["t": "true", "k": "v"], notes: "notes", host: "h", gitCommit: "abc")
    /// Names that something might stumble over.
    static let hostileNames = [
        "../../etc/passwd", "/", "a//b", "sys/failed", "parameters/lr", "quote\"back\\slash\n\u{0}\u{2028}",
        "名前/🏃", String(repeating: "long", count: 1_000),
    ]

    static func entry(_ sequence: Int64, _ content: LogEntry.Content) -> LogEntry {
        LogEntry(
            sequence: sequence, time: WallTime(millisecondsSince1970: start.millisecondsSince1970 + sequence * 1_000),
            content: content)
    }

    /// One entry of each kind.
    static func entries() throws -> [LogEntry] {
        let file = try LoggedFile(
            name: "weights/best.bin", fileType: "weights", contentType: "application/octet-stream", label: "best",
            step: Step(1), bytes: [1, 2, 3])
        return [
            entry(0, .start(run.document, isResumed: false)),
            entry(1, .scalar(NamedNumber(name: "train/loss", value: 0.5), Step(0))),
            entry(
                2,
                .scalars(
                    [NamedNumber(name: "train/loss", value: .nan), NamedNumber(name: "acc", value: -.infinity)],
                    Step(1))),
            entry(3, .scalar(NamedNumber(name: "system/cpu", value: 3), Step(0))),
            entry(4, .line("hello\tworld", .info)), entry(5, .line("oh", .error)),
            entry(6, .parameters(ParameterChange(values: ["lr": .double(0.2)], removed: ["on"]))),
            entry(
                7,
                .image(
                    LoggedImage(
                        tag: "../x", fileName: "x.png", width: 2, height: 1, channels: 3, bytes: [1, 2, 3, 4, 5, 6]),
                    Step(4))), entry(8, .file(file)),
        ]
            + hostileNames.enumerated().map { index, name in
                entry(Int64(9 + index), .scalar(NamedNumber(name: name, value: Double(index)), Step(2)))
            }
    }

    /// Writes entries and ends.
    static func write(
        _ entries: [LogEntry], to sink: any LogSink, status: RunStatus = .finished, message: String? = nil
    ) async throws {
        _ = try await sink.prepare(for: entries)
        #expect(try await sink.deliver(entries).isEmpty)
        try await sink.finish(
            RunEnding(
                status: status, time: WallTime(millisecondsSince1970: start.millisecondsSince1970 + 60_000),
                message: message))
        _ = try await sink.checkpoint()
    }

    /// A registry with what an import takes from a folder, and what the import said.
    static func imported(_ folder: URL, _ tracker: Tracker) async throws -> (DataManager, [String]) {
        let registry = DataManager(store: MemoryStore())
        let found = try TrackerSearch.sources(at: folder, tracker: tracker)
        let later = WallTime(millisecondsSince1970: start.millisecondsSince1970 + 864_000_000)
        let importer = TrackerImporter(store: registry.store, options: TrackerImportOptions(), now: { later })
        var reports: [String] = []
        for source in found.sources {
            reports += try await importer.importRuns { try source.open() }.reports
        }
        return (registry, reports)
    }

    /// All values of a metric, by their steps.
    static func values(_ metric: String, of run: RunID, in registry: DataManager) async throws -> [Double] {
        try await registry.store.seriesBlocks(
            of: SeriesID(run: run, metric: metric), in: .min ... .max, content: .points
        ).flatMap { try $0.points() }.sorted { $0.step < $1.step }.map(\.value)
    }
}
