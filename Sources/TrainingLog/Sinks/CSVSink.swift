import Foundation
import RegistryCore

/// One CSV file for each experiment and artifact, under `<run folder>/data`: a row for each record.
final class CSVSink: LogSink {
    let name = "CSV"
    let logType: LogType

    private let folder: RunFolder
    private var files: [String: CSVFile] = [:]
    /// For each file how many rows it has for certain.
    private var rowCounts: [String: Int] = [:]
    private var unsaved: Set<String> = []
    /// For each file the last entry it has. One of several files may fail, and the same entries come again.
    private var lastSequence: [String: Int64] = [:]

    init(folder: RunFolder) {
        self.folder = folder
        logType = LogType(kind: "csv", place: folder.dataPath)
    }

    func restore(_ state: Document) async throws {
        for (name, count) in state["rows"]?.documentValue ?? [:] {
            // What cannot be true is not believed. Then nothing of the file is recognised: a row twice is better than none.
            guard let number = count.intValue, 0...Int64(Int32.max) ~= number else { continue }
            let count = Int(number)
            let path = filePath(of: PathText.name(of: name))
            rowCounts[path] = count
            files[path] = CSVFile(path: path, rowsBeforeCrash: count)
        }
    }

    var takesNumbers: Bool { false }

    func takes(_ content: LogEntry.Content) -> Bool { if case .record = content { true } else { false } }

    func prepare(for entries: [LogEntry]) async throws -> Bool {
        var isNew = false
        for entry in entries {
            guard case .record(let record, _) = entry.content else { continue }
            let path = filePath(of: folder.csvName(for: record))
            guard rowCounts[path] == nil else { continue }
            rowCounts[path] = try CSVFile.rowCount(at: path)
            isNew = true
        }
        return isNew
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        var paths: [String] = []
        var groups: [String: [(sequence: Int64, record: Document)]] = [:]
        for entry in entries {
            guard case .record(let record, _) = entry.content else { continue }
            let path = filePath(of: folder.csvName(for: record))
            guard entry.sequence > lastSequence[path] ?? -1 else { continue }
            if groups[path] == nil { paths.append(path) }
            groups[path, default: []].append((entry.sequence, record))
        }
        var failure: (any Error)?
        for path in paths {
            guard let group = groups[path], let last = group.last else { continue }
            let file = files[path] ?? CSVFile(path: path)
            files[path] = file
            do {
                try file.append(group.map(\.record))
                lastSequence[path] = last.sequence
                unsaved.insert(path)
            } catch {
                // The other files are written all the same.
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return []
    }

    func checkpoint() async throws -> Document {
        if !unsaved.isEmpty {
            do {
                try PosixFile.synchronizeFolders(from: folder.dataPath)
            } catch {
                // Somebody removed the folder. What it held is gone with it, as they wanted.
                guard error.isMissing else { throw error }
            }
        }
        for path in unsaved.sorted() {
            guard let file = files[path] else { continue }
            try file.synchronize()
            rowCounts[path] = file.certainRowCount
            unsaved.remove(path)
        }
        // By the files' names: the folder may be called otherwise when the state is restored.
        let rows = rowCounts.sorted { $0.key < $1.key }.map { path, count in
            (PathText.name(of: path), Value(count))
        }
        return ["rows": .document(Document(rows))]
    }

    private func filePath(of name: String) -> String { folder.dataPath + "/" + name }

    func finish(_ ending: RunEnding?) async throws {
        // Every row is on its file already.
    }
}
