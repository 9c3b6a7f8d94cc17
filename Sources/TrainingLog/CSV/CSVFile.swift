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
/// A file that is there already is continued, whoever wrote it, and nothing of it is thrown away: a last row without
/// its end gets one, and a last row that was plainly cut off by a crash moves to a file of the same name and `.cut`.
final class CSVFile {
    private struct Version: Equatable {
        var fileNumber: Int
        var length: UInt64
    }

    let path: String
    /// The columns, as last seen.
    private var columns: [ExactName] = []
    /// The file as last seen; when it is the same again, the columns are too.
    private var lastSeen: Version?
    /// Rows behind the first one that had their end when the file was last seen.
    private(set) var rowCount = 0
    /// Rows that are there and may be given again.
    private var recognisable: RecognisableRows?

    /// - Parameter rowsBeforeCrash: How many rows the file had for certain before a crash of the process that wrote to it. Rows behind
    ///   them are recognised when they are given again, and not added twice. Default: nothing is recognised.
    init(path: String, rowsBeforeCrash: Int? = nil) {
        self.path = path
        recognisable = rowsBeforeCrash.map(RecognisableRows.init)
    }

    /// How many rows there are for certain: those that may still be given again are not counted.
    var certainRowCount: Int { rowCount - (recognisable?.count ?? 0) }

    /// How many rows have their end in the file at a path; 0 when there is no file.
    static func rowCount(at path: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CSVFileError(path: path, reason: "It cannot be read.")
        }
        defer { try? handle.close() }
        var scanner = CSVRowScanner()
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            for byte in chunk { _ = scanner.take(byte) }
        }
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
            throw CSVFileError(path: path, reason: error.localizedDescription)
        }
    }

    private func appendLocked(_ records: [Document]) throws {
        let handle = try openLocked()
        defer { close(handle) }
        let existing = try readColumns(handle)
        let wider = columns(with: records)
        if recognisable != nil { try recognisable?.read(handle) }
        let added = records.map { record in
            CSVFormat.row(wider.map { column in record[column.text].map(CSVFormat.text) ?? "" })
        }.filter { recognisable?.take($0) != true }
        if added.isEmpty, wider.count == columns.count { return }
        let rows = added.joined()
        let header = CSVFormat.row(wider.map(\.text))
        if existing.length == 0 {
            try add(header + rows, to: handle, at: 0)
        } else if wider.count > columns.count {
            try rewrite(handle, header: header, rows: rows, paddedBy: wider.count - columns.count)
        } else {
            try add(existing.missingEnd + rows, to: handle, at: existing.length)
        }
        columns = wider
        rowCount += added.count
    }

    /// The columns, and behind them those that only these records have.
    private func columns(with records: [Document]) -> [ExactName] {
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

    /// Opens and locks the file that is at the path once the lock is held. It does not wait for the lock: who else has
    /// it may be stopped in a debugger.
    private func openLocked() throws -> FileHandle {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw systemError() }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                if errno == EWOULDBLOCK {
                    throw PassingFailure(reason: CSVFileError(path: path, reason: "Another process is writing to it."))
                }
                guard errno == EINTR else { throw systemError() }
            }
            ForkWatch.keepFromCopies(descriptor)
            // Another logger may have put a wider file in its place before this one had the lock.
            if FileNumber.of(descriptor: descriptor) == FileNumber.of(path: path) { return handle }
            close(handle)
        }
    }

    /// Gives the lock back and closes the file. Closing alone would leave the lock to a process that was forked meanwhile:
    /// it has the open file, too.
    private func close(_ handle: FileHandle) {
        flock(handle.fileDescriptor, LOCK_UN)
        ForkWatch.forget(handle.fileDescriptor)
        try? handle.close()
    }

    /// Learns the columns, unless the file is as it was left.
    ///
    /// - Returns: The length of the file without a row that was cut off, and what its last row lacks of an end.
    private func readColumns(_ handle: FileHandle) throws -> (length: UInt64, missingEnd: String) {
        let version = Version(
            fileNumber: FileNumber.of(descriptor: handle.fileDescriptor) ?? 0, length: try handle.seekToEnd())
        if version == lastSeen { return (version.length, "") }
        lastSeen = nil
        columns = []
        rowCount = 0
        guard version.length > 0 else { return (0, "") }
        try handle.seek(toOffset: 0)
        var scanner = CSVRowScanner()
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            for byte in chunk { _ = scanner.take(byte) }
        }
        let isHeader = !scanner.isHeaderDone
        if isHeader { scanner.finishHeader() }
        columns = scanner.header.map(ExactName.init)
        rowCount = max(0, scanner.endedRows - 1)
        guard scanner.isInRow else { return (version.length, scanner.isAfterCarriageReturn ? "\n" : "") }
        // The first row is ended as it is: without it the file would be empty, and its columns' names gone.
        if isHeader { return (version.length, (scanner.isInQuotes ? "\"" : "") + CSVFormat.lineEnd) }
        // What this program writes has its end; what comes again is compared whole.
        guard scanner.isInQuotes || scanner.fieldCount < columns.count || recognisable != nil else {
            rowCount += 1
            return (version.length, CSVFormat.lineEnd)
        }
        let length = UInt64(scanner.endedRowsLength)
        try putAside(handle, from: length)
        return (length, "")
    }

    /// Moves the end of the file to the `.cut` file. A crash in between leaves it in both, never in none.
    private func putAside(_ handle: FileHandle, from start: UInt64) throws {
        let descriptor = open(path + ".cut", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw systemError() }
        let target = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        defer { try? target.close() }
        try handle.seek(toOffset: start)
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { try target.write(contentsOf: chunk) }
        try target.write(contentsOf: Data(CSVFormat.lineEnd.utf8))
        try target.synchronize()
        try handle.truncate(atOffset: start)
    }

    private func add(_ text: String, to handle: FileHandle, at length: UInt64) throws {
        do {
            try handle.seek(toOffset: length)
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            try? handle.truncate(atOffset: length)
            throw error
        }
        remember(handle, length: length + UInt64(text.utf8.count))
    }

    private func rewrite(_ handle: FileHandle, header: String, rows: String, paddedBy count: Int) throws {
        // Whoever has the lock is the only one to write it; what a crash left is overwritten.
        let temporary = "\(path).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw systemError() }
        let target = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try target.write(contentsOf: Data(header.utf8))
            try copyRows(of: handle, to: target, padding: Array(repeating: UInt8(ascii: ","), count: count))
            try target.write(contentsOf: Data(rows.utf8))
            try target.synchronize()
            guard rename(temporary, path) == 0 else { throw systemError() }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
        remember(target, length: try target.offset())
        try target.close()
    }

    /// Copies all rows but the first, each with empty fields for the new columns and with an end.
    private func copyRows(of source: FileHandle, to target: FileHandle, padding: [UInt8]) throws {
        try source.seek(toOffset: 0)
        var scanner = CSVRowScanner()
        var endedRows = 0
        while let chunk = try source.read(upToCount: 1 << 20), !chunk.isEmpty {
            var output: [UInt8] = []
            output.reserveCapacity(chunk.count + chunk.count / 8)
            for byte in chunk {
                switch scanner.take(byte) {
                case .row:
                    if endedRows > 0 { output.append(byte) }
                case .end:
                    if endedRows > 0 { output += padding + [byte] }
                    endedRows += 1
                case .secondHalfOfEnd:
                    if endedRows > 1 { output.append(byte) }
                }
            }
            try target.write(contentsOf: Data(output))
        }
        if scanner.isInRow, endedRows > 0 {
            try target.write(contentsOf: Data(padding + Array(CSVFormat.lineEnd.utf8)))
        } else if scanner.isAfterCarriageReturn, endedRows > 1 {
            try target.write(contentsOf: Data("\n".utf8))
        }
    }

    private func remember(_ handle: FileHandle, length: UInt64) {
        lastSeen = FileNumber.of(descriptor: handle.fileDescriptor).map { Version(fileNumber: $0, length: length) }
    }

    private func systemError() -> CSVFileError {
        CSVFileError(
            path: path, reason: NSError(domain: NSPOSIXErrorDomain, code: Int(errno)).localizedDescription)
    }
}
