import RegistryCore
import SQLiteStorage
import TrackerFiles

/// MLflow's SQLite store, which is only read.
final class MLflowDatabaseSource: RunSource {
    let tracker = Tracker.mlflow
    var reports: [String] { folder.reports }
    private let folder: SourceFolder
    private let database: ForeignDatabase
    private let path: String
    private var runs: [Row] = []
    private var lastRow: Int64 = -1
    private var isAtEnd = false

    /// A run's row.
    struct Row {
        let id: String
        let name: String
        let status: String
        let user: String
        let start: Int64
        let end: Int64?
        let experiment: String
        let artifacts: String
        /// Its experiment's number, which is the name of a folder.
        let experimentID: String
    }

    /// How many runs are read at a time.
    private static let portion: Int64 = 1_000

    /// - Throws: ``RegistryError``: as ``ForeignDatabase``; `corruptData` for a database that is not MLflow's.
    init(path: String, in folder: SourceFolder) throws(RegistryError) {
        self.path = path
        self.folder = folder
        database = try ForeignDatabase(
            path: try readingTracker { () throws(TrackerFileError) in try folder.opening(path) })
        guard Self.fits(database) else {
            throw RegistryError(.corruptData, "The database \(path) is none of MLflow's: it lacks the tables of one.")
        }
    }

    /// Whether a database has MLflow's tables.
    static func fits(_ database: ForeignDatabase) -> Bool {
        database.has("runs", "run_uuid", "experiment_id", "status", "start_time")
            && database.has("metrics", "key", "value", "timestamp", "run_uuid")
            && database.has("experiments", "experiment_id", "name")
    }

    func nextRun() throws -> (any SourceRun)? {
        // Of a portion all runs may have been deleted.
        while runs.isEmpty, !isAtEnd { try fill() }
        return runs.popLast().map { MLflowDatabaseRun($0, database, path, in: folder) }
    }

    private func fill() throws(RegistryError) {
        var (found, deleted, count): ([Row], Int, Int64) = ([], 0, 0)
        let columns = database.tables["runs"] ?? []
        func column(_ name: String) -> String { columns.contains(name) ? "r.\(name)" : "NULL" }
        try database.rows(
            """
            SELECT r.rowid, r.run_uuid, \(column("name")), r.status, \(column("user_id")), r.start_time,
            \(column("end_time")), e.name, \(column("artifact_uri")), \(column("lifecycle_stage")),
            r.experiment_id FROM runs r LEFT JOIN experiments e ON e.experiment_id = r.experiment_id
            WHERE r.rowid > ? ORDER BY r.rowid LIMIT ?
            """, [.int(lastRow), .int(Self.portion)]
        ) { row in
            count += 1
            lastRow = row.int(0)
            guard row.text(9) != "deleted" else {
                deleted += 1
                return true
            }
            found.append(
                Row(
                    id: row.text(1), name: row.text(2), status: row.text(3), user: row.text(4), start: row.int(5),
                    end: row.isNull(6) ? nil : row.int(6), experiment: row.text(7), artifacts: row.text(8),
                    experimentID: row.isNull(10) ? "" : "\(row.int(10))"))
            return true
        }
        if deleted > 0 { folder.report("\(path): \(deleted) runs were deleted in MLflow; they are not taken") }
        isAtEnd = count < Self.portion
        runs = found.reversed()
    }
}

/// One run of MLflow's SQLite store.
final class MLflowDatabaseRun: SourceRun {
    let place: String
    let key: String
    let part: String? = nil
    var isWhole: Bool { artifacts.map(folder.isWhole) ?? true }
    private(set) var facts = SourceFacts()
    private let folder: SourceFolder
    private let artifacts: String?
    private var tagNames: [String] = []
    private let database: ForeignDatabase
    private let hasNaN: Bool
    private let hasStep: Bool
    private var lastRow: Int64 = -1
    private var hasBegun = false

    /// How many points are read at a time.
    private static let portion: Int64 = 16_384
    /// Infinities are stored as the largest numbers.
    private static let infinity = 1.797e308

    init(_ row: MLflowDatabaseSource.Row, _ database: ForeignDatabase, _ path: String, in folder: SourceFolder) {
        self.folder = folder
        key = row.id
        place = "\(path), run \(row.id)"
        self.database = database
        artifacts = MLflowArtifacts.place(beside: path, experiment: row.experimentID, run: row.id, in: folder)
        hasNaN = database.has("metrics", "is_nan")
        hasStep = database.has("metrics", "step")
        facts.name = row.name.isEmpty ? row.id : row.name
        facts.experiment = row.experiment
        facts.start = SourceNumber.time(milliseconds: row.start)
        facts.end = row.end.flatMap { SourceNumber.time(milliseconds: $0) }
        facts.setMLflowStatus(row.status)
        if !row.user.isEmpty { facts.setTag("mlflow.user", row.user) }
        // What an address out of a file names is not looked into.
        if !row.artifacts.isEmpty { facts.setTag("mlflow.artifactURI", row.artifacts) }
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasBegun {
            hasBegun = true
            try readFacts()
            if let artifacts {
                MLflowArtifacts.add(below: artifacts, in: folder, to: &batch)
            } else if MLflowArtifacts.areTold(by: tagNames) {
                batch.report(
                    "\(place): its artifacts are not taken; they are neither in mlruns nor in mlartifacts beside the database. "
                        + "The tag mlflow.artifactURI says where they are")
            }
        }
        var count: Int64 = 0
        try database.rows(
            """
            SELECT rowid, key, value, timestamp, \(hasStep ? "step" : "0"), \(hasNaN ? "is_nan" : "0") FROM metrics
            WHERE run_uuid = ? AND rowid > ? ORDER BY rowid LIMIT ?
            """, [.text(key), .int(lastRow), .int(Self.portion)]
        ) { row in
            count += 1
            lastRow = row.int(0)
            var value = row.double(2)
            if row.int(5) != 0 {
                value = .nan
            } else if value.magnitude >= Self.infinity {
                value = value < 0 ? -.infinity : .infinity
            }
            batch.addPoint(
                row.text(1), step: row.int(4),
                time: SourceNumber.time(milliseconds: row.int(3)) ?? StoredFields.noTime, value: value)
            return true
        }
        return count == Self.portion
    }

    private func readFacts() throws(RegistryError) {
        if database.has("params", "key", "value", "run_uuid") {
            try database.rows("SELECT key, value FROM params WHERE run_uuid = ? ORDER BY key", [.text(key)]) { row in
                facts.setParameter(row.text(0), SourceNumber.value(ofText: row.text(1)))
                return true
            }
        }
        if database.has("tags", "key", "value", "run_uuid") {
            try database.rows("SELECT key, value FROM tags WHERE run_uuid = ? ORDER BY key", [.text(key)]) { row in
                facts.setMLflowTag(row.text(0), row.text(1))
                tagNames.append(row.text(0))
                return true
            }
        }
    }
}
