import Foundation
import RegistryCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One CSV file that rows are added to, whatever columns they bring.
///
/// The first row names the columns. A record with a key that no column has makes the file be written anew with a wider
/// first row, into a temporary file that then takes its place: a reader sees the old file or the new one. Each addition is
/// made under a lock, so that several loggers, also of several processes, can share a file.
///
/// A file that is there already is continued, whoever wrote it, and nothing of it is thrown away. A last row without its end
/// gets one when another program wrote it; one of this program, which ends its rows with CR LF, was cut off by a
/// crash, and moves to a file of the same name and `.cut`.
final class CSVFile {
    let path: String
    /// The columns, as last seen.
    private var columns: [ExactName] = []
    /// The file as last seen; when it is the same again, the columns are too.
    private var lastSeen: CSVFileVersion?
    /// Rows behind the first one that had their end when the file was last seen.
    private(set) var rowCount = 0
    /// Rows that are there and may be given again; `nil` when there are none.
    private var recognisable: RecognisableRows?
    private let cut: (FileHandle, UInt64) throws -> Void

    /// - Parameters:
    ///   - rowsBeforeCrash: How many rows the file had for certain before a crash of the process that wrote to it. Rows behind
    ///     them are recognised when they are given again, and not added twice. Default: nothing is recognised.
    ///   - cut: Takes what a failed write left off the file. Default: as it is done; for tests that have it fail.
    init(
        path: String, rowsBeforeCrash: Int? = nil,
        cut: @escaping (FileHandle, UInt64) throws -> Void = { try $0.truncate(atOffset: $1) }
    ) {
        self.path = path
        self.cut = cut
        recognisable = rowsBeforeCrash.map(RecognisableRows.init)
    }

    /// How many rows there are for certain: those that may still be given again are not counted.
    var certainRowCount: Int { rowCount - (recognisable?.count ?? 0) }

    /// How many rows have their end in the file at a path; 0 when there is no file.
    static func rowCount(at path: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        let handle = try FileHandle(path: path, flags: O_RDONLY)
        defer { try? handle.close() }
        var scanner = CSVRowScanner()
        try scanner.read(handle)
        return max(0, scanner.endedRows - 1)
    }

    /// Has the disk keep what was added.
    func synchronize() throws {
        do {
            try PosixFile(path, .update).synchronize()
        } catch {
            // Somebody removed it. What it held is gone with it, as they wanted.
            guard error.isMissing else { throw error }
        }
    }

    /// Adds a row for each record: all, or none when an error is thrown.
    ///
    /// - Throws: `CSVFileError`; in a `PassingFailure` when somebody else has the file's lock at this moment.
    func append(_ records: [Document]) throws {
        do {
            try appendLocked(records)
        } catch let error as CSVFileError {
            throw error
        } catch let error as PassingFailure {
            throw error
        } catch {
            throw CSVFileError(path: path, reason: LogProblem.text(of: error))
        }
    }

    private func appendLocked(_ records: [Document]) throws {
        let handle = try CSVLock.open(path)
        defer { CSVLock.close(handle) }
        let existing = try readColumns(handle, for: records)
        let wider = Self.columns(columns, and: records)
        try recognisable?.read(handle)
        // Until the other rows are on the file, those that were found in it have not been given: all may come again.
        var known = recognisable
        let added = records.map { record in
            CSVFormat.row(wider.map { column in record[column.text].map(CSVFormat.text) ?? "" })
        }.filter { known?.take($0) != true }
        let header = CSVFormat.row(wider.map(\.text))
        if existing.length == 0 {
            if !added.isEmpty { try add(added, behind: header, to: handle, at: 0) }
        } else if wider.count > columns.count {
            let widening = CSVWidening(
                path: path, header: header, addedColumns: wider.count - columns.count, rows: added.joined())
            lastSeen = try widening.replace(handle)
        } else if !added.isEmpty || !existing.missingEnd.isEmpty {
            try add(added, behind: existing.missingEnd, to: handle, at: existing.length)
        }
        columns = wider
        rowCount += added.count
        recognisable = known?.isExhausted == true ? nil : known
    }

    /// The columns, and behind them those that only these records have.
    private static func columns(_ columns: [ExactName], and records: [Document]) -> [ExactName] {
        var known = Set(columns)
        var wider = columns
        for record in records {
            for (key, _) in record where !CSVFormat.omittedKeys.contains(key) {
                let column = ExactName(key)
                if known.insert(column).inserted { wider.append(column) }
            }
        }
        return wider
    }

    /// Learns the columns, unless the file is as it was left.
    ///
    /// - Parameter records: What is to be added, by which a first row that was cut off is recognised.
    /// - Returns: The length of the file without a row that was cut off, and what its last row lacks of an end.
    private func readColumns(
        _ handle: FileHandle, for records: [Document]
    ) throws -> (length: UInt64, missingEnd: String) {
        let version = CSVFileVersion(
            fileNumber: FileNumber.of(descriptor: handle.fileDescriptor) ?? 0, length: try handle.seekToEnd())
        if version == lastSeen { return (version.length, "") }
        lastSeen = nil
        columns = []
        rowCount = 0
        guard version.length > 0 else { return (0, "") }
        var scanner = CSVRowScanner()
        try scanner.read(handle)
        guard scanner.isHeaderDone else {
            scanner.finishHeader()
            let found = scanner.header.map(ExactName.init)
            if try isCutHeader(handle, length: version.length, columns: found, records: records) {
                try putAside(handle, from: 0)
                return (0, "")
            }
            // It is ended as it is: without it the file would be empty, and its columns' names gone.
            columns = found
            return (version.length, (scanner.isInQuotes ? "\"" : "") + CSVFormat.lineEnd)
        }
        columns = scanner.header.map(ExactName.init)
        rowCount = max(0, scanner.endedRows - 1)
        guard scanner.isInRow else { return (version.length, scanner.isAfterCarriageReturn ? "\n" : "") }
        // A row of this program has its end, or was cut off: `0.12` may have been `0.12345`. Whether it is one, the row before
        // says. What comes again is compared whole.
        guard
            scanner.isInQuotes || scanner.fieldCount < columns.count || scanner.isLastEndWhole || recognisable != nil
        else {
            rowCount += 1
            return (version.length, CSVFormat.lineEnd)
        }
        let length = UInt64(scanner.endedRowsLength)
        try putAside(handle, from: length)
        return (length, "")
    }

    /// Whether the only row of a file, which has no end, is the beginning of the first row that records would get there, cut
    /// off within a name. One that was cut off behind a name, or written by hand, is gone on with.
    private func isCutHeader(
        _ handle: FileHandle, length: UInt64, columns: [ExactName], records: [Document]
    ) throws -> Bool {
        let own = Self.columns([], and: records)
        guard !own.starts(with: columns) else { return false }
        let header = CSVFormat.row(own.map(\.text)).utf8
        guard length < UInt64(header.count) else { return false }
        try handle.seek(toOffset: 0)
        return header.starts(with: try handle.read(upToCount: header.count) ?? Data())
    }

    /// Moves the end of the file to the `.cut` file. A crash in between leaves it in both, never in none.
    private func putAside(_ handle: FileHandle, from start: UInt64) throws {
        let target = try FileHandle(path: path + ".cut", flags: O_WRONLY | O_CREAT | O_APPEND)
        // The disk has everything before it comes to this: closing has nothing left to fail with.
        defer { try? target.close() }
        try handle.seek(toOffset: start)
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { try target.write(contentsOf: chunk) }
        try target.write(contentsOf: Data(CSVFormat.lineEnd.utf8))
        try target.synchronize()
        try handle.truncate(atOffset: start)
    }

    private func add(_ rows: [String], behind start: String, to handle: FileHandle, at length: UInt64) throws {
        let text = start + rows.joined()
        do {
            try handle.seek(toOffset: length)
            try handle.write(contentsOf: Data(text.utf8))
        } catch let failure {
            do {
                try cut(handle, length)
            } catch {
                // Some rows stay on the file and come again. Others may write behind them before that, so that they cannot be
                // cut off later: they are recognised.
                var known = recognisable ?? RecognisableRows(rowsBefore: rowCount)
                known.expect(rows, behind: rowCount)
                recognisable = known
            }
            throw failure
        }
        lastSeen = FileNumber.of(descriptor: handle.fileDescriptor).map {
            CSVFileVersion(fileNumber: $0, length: length + UInt64(text.utf8.count))
        }
    }
}
