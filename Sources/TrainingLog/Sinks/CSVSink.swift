import RegistryCore

/// One CSV file for each experiment and artifact, under `<run folder>/data`.
final class CSVSink: LogSink {
    let name = "CSV"
    let logType: LogType

    private let folder: RunFolder
    private var files: [String: CSVFile] = [:]
    /// For each file the last entry it has. One of several files may fail, and the same entries come again.
    private var lastSequence: [String: Int64] = [:]

    init(folder: RunFolder) {
        self.folder = folder
        logType = LogType(kind: "csv", place: folder.dataPath)
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        var paths: [String] = []
        var groups: [String: [LogEntry]] = [:]
        for entry in entries {
            let path = folder.csvPath(for: entry.record)
            guard entry.sequence > lastSequence[path] ?? -1 else { continue }
            if groups[path] == nil { paths.append(path) }
            groups[path, default: []].append(entry)
        }
        var failure: (any Error)?
        for path in paths {
            guard let group = groups[path], let last = group.last else { continue }
            let file = files[path] ?? CSVFile(path: path)
            files[path] = file
            do {
                try file.append(group.map(\.record))
                lastSequence[path] = last.sequence
            } catch {
                // The other files are written all the same.
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return []
    }

    func finish(_ status: RunStatus) async throws {
        // Every row is on its file already.
    }
}
