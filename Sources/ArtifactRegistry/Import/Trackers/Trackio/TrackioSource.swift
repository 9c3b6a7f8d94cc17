import RegistryCore
import SQLiteStorage
import TrackerFiles

/// One project of trackio: an SQLite database, which is only read.
final class TrackioSource: RunSource {
    let tracker = Tracker.trackio
    var reports: [String] { folder.reports }
    private let folder: SourceFolder
    private let database: ForeignDatabase
    private let path: String
    private var runs: [(id: String, name: String)]

    /// The most runs of a project.
    private static let mostRuns = 100_000

    /// - Throws: ``RegistryError``: as ``ForeignDatabase``; `corruptData` for a database that is not trackio's.
    init(path: String, in folder: SourceFolder) throws(RegistryError) {
        self.path = path
        self.folder = folder
        database = try ForeignDatabase(
            path: try readingTracker { () throws(TrackerFileError) in try folder.opening(path) })
        guard Self.fits(database) else {
            throw RegistryError(.corruptData, "The database \(path) is none of trackio's: it lacks the tables of one.")
        }
        // Older databases know runs by their names alone.
        let id = database.has("metrics", "run_id") ? "run_id" : "run_name"
        var found: [(id: String, name: String)] = []
        try database.rows(
            "SELECT \(id), MIN(run_name), MIN(id) FROM metrics GROUP BY \(id) ORDER BY 3 LIMIT ?",
            [.int(Int64(Self.mostRuns))]
        ) { row in
            found.append((row.text(0), row.text(1)))
            return true
        }
        runs = found.reversed()
    }

    /// Whether a database has trackio's tables.
    static func fits(_ database: ForeignDatabase) -> Bool {
        database.has("metrics", "id", "timestamp", "run_name", "step", "metrics")
    }

    func nextRun() throws -> (any SourceRun)? {
        runs.popLast().map { TrackioRun(id: $0.id, name: $0.name, database, path, in: folder) }
    }
}

/// One run of trackio.
final class TrackioRun: SourceRun {
    let place: String
    let key: String
    let part: String? = nil
    private(set) var facts = SourceFacts()
    private let database: ForeignDatabase
    private let folder: SourceFolder
    private let id: String
    private let idColumn: String
    private let mediaFolder: String
    private var lastRow: Int64 = -1
    private var tables = ["system_metrics", "metrics"]
    private var hasBegun = false

    private static let portion: Int64 = 2_048

    init(id: String, name: String, _ database: ForeignDatabase, _ path: String, in folder: SourceFolder) {
        self.id = id
        self.folder = folder
        self.database = database
        idColumn = database.has("metrics", "run_id") ? "run_id" : "run_name"
        let file = SourceFolder.name(of: path)
        let project = file.hasSuffix(".db") ? String(file.dropLast(3)) : file
        key = "\(project)/\(id)"
        place = "\(path), run \(name)"
        mediaFolder =
            "\(path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))/media"
        facts.name = name
        facts.experiment = project
        facts.tellsEnd = false
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasBegun {
            hasBegun = true
            try readConfiguration(&batch)
        }
        guard let table = tables.last else { return false }
        guard database.has(table, "id", "timestamp", "metrics", idColumn) else {
            tables.removeLast()
            return !tables.isEmpty
        }
        let isSystem = table == "system_metrics"
        var count: Int64 = 0
        try database.rows(
            """
            SELECT id, timestamp, \(isSystem ? "NULL" : "step"), metrics FROM \(table)
            WHERE \(idColumn) = ? AND id > ? ORDER BY id LIMIT ?
            """, [.text(id), .int(lastRow), .int(Self.portion)]
        ) { row in
            count += 1
            lastRow = row.int(0)
            let time = SourceNumber.time(.string(row.text(1))) ?? StoredFields.noTime
            guard let values = try? Value(pythonJSON: row.bytes(3)).documentValue else {
                batch.report("\(place): row \(row.int(0)) of \(table) holds no JSON object")
                return true
            }
            let step: Int64? = row.isNull(2) ? nil : row.int(2)
            for (name, value) in values { take(value, isSystem ? SystemMetricName.of(name) : name, step, time, &batch) }
            return true
        }
        if count < Self.portion {
            tables.removeLast()
            lastRow = -1
        }
        return !tables.isEmpty
    }

    private func take(_ value: Value, _ name: String, _ step: Int64?, _ time: WallTime, _ batch: inout SourceBatch) {
        if let number = SourceNumber.number(value) {
            return batch.addPoint(name, step: step, time: time, value: number)
        }
        switch value {
        case .document(let fields):
            guard let type = fields["_type"]?.stringValue else {
                for (key, value) in fields { take(value, "\(name).\(key)", step, time, &batch) }
                return
            }
            guard let path = fields["file_path"]?.stringValue, SourceFolder.staysBelow(path),
                let size = folder.size(of: "\(mediaFolder)/\(path)")
            else { return batch.omit(.media(type)) }
            batch.addFile(
                SourceFile(
                    name: path, type: type, location: "\(mediaFolder)/\(path)", step: step,
                    label: fields["caption"]?.stringValue ?? name, size: size))
        case .string: batch.omit(.texts)
        case .null: break
        default: batch.omit(.media("list"))
        }
    }

    private func readConfiguration(_ batch: inout SourceBatch) throws(RegistryError) {
        guard database.has("configs", "config", idColumn) else { return }
        try database.rows("SELECT config FROM configs WHERE \(idColumn) = ? LIMIT 1", [.text(id)]) { row in
            guard !row.isNull(0) else { return false }
            guard let configuration = try? Value(pythonJSON: row.bytes(0)).documentValue else {
                batch.report("\(place): the configuration is no JSON object")
                return false
            }
            for (name, value) in configuration {
                switch name {
                case "_Created": facts.start = SourceNumber.time(value)
                case "_Group": if let group = value.stringValue { facts.setTag("group", group) }
                case "_Username": if let user = value.stringValue { facts.setTag("user", user) }
                default: facts.setParameter(name, value)
                }
            }
            return false
        }
    }
}
