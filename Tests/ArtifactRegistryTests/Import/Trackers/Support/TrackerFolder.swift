import ArtifactRegistry
import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import TrackerFiles

/// A folder with what other trackers leave, made without them.
final class TrackerFolder: Sendable {
    /// When everything began, in seconds.
    static let start = 1_700_000_000.0

    private let owned: OwnedFolder

    init() throws { owned = try OwnedFolder() }

    var url: URL { owned.url }

    /// Writes a text file, and the folders above it.
    @discardableResult
    func write(_ path: String, _ text: String) throws -> URL { try write(path, Array(text.utf8)) }

    /// Writes a file, and the folders above it.
    @discardableResult
    func write(_ path: String, _ bytes: [UInt8]) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    /// An offline run of W&B with the steps of a range; the loss at a step is the step.
    @discardableResult
    func wandb(
        _ folder: String = "wandb/offline-run-20231114_221320-abc", id: String = "abc", steps: Range<Int64>,
        exit: Int64? = 0, more: [WandBRecord] = []
    ) throws -> URL {
        var run = WandBRun()
        run.id = id
        run.project = "p1"
        run.displayName = "a run"
        run.notes = "notes"
        run.tags = ["t1"]
        run.group = "g"
        run.startSeconds = Self.start
        run.config = [
            Self.item("lr", "0.01"), Self.item("net", #"{"depth": 3, "act": "relu"}"#), Self.item("_wandb", "{}"),
        ]
        var records: [WandBRecord] = [.header(producer: "test", minimumConsumer: "0.70.0"), .run(run)]
        for step in steps {
            records.append(
                .history(
                    [
                        Self.item("loss", "\(step)"), Self.item("bad", step == 1 ? "NaN" : "-Infinity"),
                        Self.item("_step", "\(step)"), Self.item("_timestamp", "\(Self.start + Double(step))"),
                    ], step: step))
        }
        records += more
        records.append(.summary(update: [Self.item("best", "0.5"), Self.item("_step", "1")], remove: []))
        if let exit { records.append(.exit(code: exit, runtime: 60)) }
        return try wandb(folder, id: id, records)
    }

    /// A `.wandb` file of records.
    @discardableResult
    func wandb(_ folder: String, id: String, _ records: [WandBRecord]) throws -> URL {
        var writer = BlockWriter(format: .wandb)
        var bytes: [UInt8] = []
        for (index, record) in records.enumerated() {
            writer.append(WandBRecordEncoder.encode(record, number: Int64(index + 1)), to: &bytes)
        }
        return try write("\(folder)/run-\(id).wandb", bytes)
    }

    static func item(_ name: String, _ json: String) -> WandBItem {
        WandBItem(path: [name], value: .json(Array(json.utf8)))
    }

    /// A run of MLflow's file store.
    func mlflow(_ id: String, points: Int, status: Int = 3, stage: String = "active") throws {
        try write("mlruns/1/meta.yaml", "experiment_id: '1'\nname: 'it''s one'\nlifecycle_stage: active\n")
        try write("mlruns/.trash/meta.yaml", "experiment_id: '9'\n")
        try write(
            "mlruns/1/\(id)/meta.yaml",
            """
            artifact_uri: file:///x
            end_time: 1700000100000
            experiment_id: '1'
            lifecycle_stage: \(stage)
            run_id: \(id)
            run_name: a run
            start_time: 1700000000000
            status: \(status)
            tags: []
            user_id: me

            """)
        try write("mlruns/1/\(id)/params/lr", "0.01")
        try write("mlruns/1/\(id)/params/opt/name", "adam")
        try write("mlruns/1/\(id)/params/version", "1.10")
        try write("mlruns/1/\(id)/tags/mlflow.note.content", "notes")
        try write("mlruns/1/\(id)/tags/team", "x")
        try write("mlruns/1/\(id)/artifacts/a/b.txt", "artifact")
        let lines = (0..<points).map { "\(1_700_000_000_000 + $0) \($0) \($0)\n" }
        try write("mlruns/1/\(id)/metrics/val/loss", lines.joined())
        try write("mlruns/1/\(id)/metrics/bad", "1700000000000 nan 0\n1700000000001 inf 1\n")
    }

    /// A database as MLflow makes one, with a run for each count of points.
    @discardableResult
    func mlflowDatabase(points: [Int]) throws -> URL {
        let file = url.appending(path: "mlflow.db")
        let queue = try DatabaseQueue(path: file.path)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT);
                    CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, name TEXT, user_id TEXT, status TEXT, start_time BIGINT,
                      end_time BIGINT, lifecycle_stage TEXT, artifact_uri TEXT, experiment_id INTEGER);
                    CREATE TABLE metrics (key TEXT, value FLOAT, timestamp BIGINT, run_uuid TEXT, step BIGINT, is_nan BOOLEAN,
                      PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan));
                    CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
                    CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT, PRIMARY KEY (key, run_uuid));
                    CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT, PRIMARY KEY (key, run_uuid));
                    INSERT INTO experiments VALUES (1, 'exp one', 'active');
                    """)
            for (number, count) in points.enumerated() {
                let id = "run\(number)"
                try database.execute(
                    sql:
                        "INSERT INTO runs VALUES (?, ?, 'me', 'FINISHED', 1700000000000, 1700000100000, 'active', '', 1)",
                    arguments: [id, "name \(number)"])
                try database.execute(sql: "INSERT INTO params VALUES ('lr', '0.01', ?)", arguments: [id])
                try database.execute(
                    sql: "INSERT INTO tags VALUES ('mlflow.runName', ?, ?)", arguments: ["named \(number)", id])
                let insertion = try database.makeStatement(
                    sql: "INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?)")
                for step in 0..<count {
                    try insertion.execute(arguments: ["loss", Double(step), 1_700_000_000_000 + step, id, step, 0])
                }
                try insertion.execute(arguments: ["bad", 0.0, 1_700_000_000_000, id, 0, 1])
                try insertion.execute(arguments: ["bad", -1.7976931348623157e308, 1_700_000_000_001, id, 1, 0])
            }
        }
        try queue.close()
        return file
    }

    /// A database as trackio makes one.
    func trackio() throws {
        let queue = try DatabaseQueue(path: url.appending(path: "p1.db").path)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE metrics (id INTEGER PRIMARY KEY, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER,
                      metrics TEXT);
                    CREATE TABLE system_metrics (id INTEGER PRIMARY KEY, run_id TEXT, timestamp TEXT, run_name TEXT, metrics TEXT);
                    CREATE TABLE configs (id INTEGER PRIMARY KEY, run_id TEXT, run_name TEXT, config TEXT, created_at TEXT);
                    INSERT INTO metrics VALUES (1, 'r', '2023-11-14T22:13:20+00:00', 'a run', 0, '{"loss": 1.0}');
                    INSERT INTO metrics VALUES (2, 'r', '2023-11-14T22:13:21+00:00', 'a run', 1,
                      '{"loss": 0.5, "img": {"_type": "trackio.image", "file_path": "../../etc/passwd"}}');
                    INSERT INTO system_metrics VALUES (1, 'r', '2023-11-14T22:13:21+00:00', 'a run', '{"gpu": 50}');
                    INSERT INTO configs VALUES (1, 'r', 'a run', '{"lr": 0.01, "_Created": "2023-11-14T22:13:20+00:00"}', '');
                    """)
        }
        try queue.close()
    }

    /// Has a file look as if it had been changed last when everything began.
    func rest(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Self.start)], ofItemAtPath: url.appending(path: path).path)
    }

    /// Makes a link, and the folders above it.
    func link(_ path: String, to target: String) throws {
        let link = url.appending(path: path)
        try FileManager.default.createDirectory(at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
    }

    /// Removes a file or a link.
    func remove(_ path: String) throws { try FileManager.default.removeItem(at: url.appending(path: path)) }

    /// Imports what a path holds, ten days after everything began: files that a test has just written are not at rest then.
    @discardableResult
    func bring(
        _ path: String = "", tracker: Tracker? = nil, into registry: DataManager,
        options: TrackerImportOptions = TrackerImportOptions()
    ) async throws -> [TrackerImportSummary] {
        let found = try TrackerSearch.sources(at: path.isEmpty ? url : url.appending(path: path), tracker: tracker)
        let later = WallTime(secondsSince1970: Self.start + 864_000)
        let importer = TrackerImporter(store: registry.store, options: options, now: { later })
        var summaries: [TrackerImportSummary] = []
        for source in found.sources { summaries.append(try await importer.importRuns { try source.open(at: later) }) }
        return summaries
    }
}
