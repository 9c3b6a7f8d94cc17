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
final class CSVFile {
    private struct Version: Equatable {
        var fileNumber: Int
        var length: UInt64
    }

    let path: String
    /// The columns, as last seen.
    private var columns: [String] = []
    /// The file as last seen; when it is the same again, the columns are too.
    private var lastSeen: Version?

    init(path: String) {
        self.path = path
    }

    /// Adds a row for each record: all, or none when an error is thrown.
    ///
    /// - Throws: `CSVFileError`.
    func append(_ records: [Document]) throws {
        do {
            try appendLocked(records)
        } catch let error as CSVFileError {
            throw error
        } catch {
            throw CSVFileError(path: path, reason: error.localizedDescription)
        }
    }

    private func appendLocked(_ records: [Document]) throws {
        let handle = try openLocked()
        defer { try? handle.close() }
        let length = try readColumns(handle)
        let known = Set(columns)
        var wider = columns
        var added: Set<String> = []
        for record in records {
            for (key, _) in record where !CSVFormat.omittedKeys.contains(key) && !known.contains(key) {
                if added.insert(key).inserted { wider.append(key) }
            }
        }
        let rows = records.map { record in
            CSVFormat.row(wider.map { key in record[key].map(CSVFormat.text) ?? "" })
        }.joined()
        if length > 0, wider.count > columns.count {
            try rewrite(handle, header: wider, rows: rows, paddedBy: wider.count - columns.count)
        } else {
            try add(length == 0 ? CSVFormat.row(wider) + rows : rows, to: handle, at: length)
        }
        columns = wider
    }

    /// Opens and locks the file that is at the path once the lock is held.
    private func openLocked() throws -> FileHandle {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw systemError() }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else { throw systemError() }
            }
            // Another logger may have put a wider file in its place while this one waited for the lock.
            if FileNumber.of(descriptor: descriptor) == FileNumber.of(path: path) { return handle }
            try handle.close()
        }
    }

    /// Learns the columns, unless the file is as it was left, and returns the length of its whole rows. A row that was
    /// cut by a crash is taken away: what is added would otherwise continue it.
    private func readColumns(_ handle: FileHandle) throws -> UInt64 {
        let version = Version(
            fileNumber: FileNumber.of(descriptor: handle.fileDescriptor) ?? 0, length: try handle.seekToEnd())
        if version == lastSeen { return version.length }
        lastSeen = nil
        try handle.seek(toOffset: 0)
        var scanner = CSVRowScanner()
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            for byte in chunk { _ = scanner.endsRow(byte) }
        }
        let length = UInt64(scanner.wholeRowsLength)
        columns = length == 0 ? [] : scanner.header
        if length < version.length { try handle.truncate(atOffset: length) }
        return length
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

    private func rewrite(_ handle: FileHandle, header: [String], rows: String, paddedBy count: Int) throws {
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw systemError() }
        let target = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try target.write(contentsOf: Data(CSVFormat.row(header).utf8))
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

    /// Copies all rows but the first, each with empty fields for the new columns.
    private func copyRows(of source: FileHandle, to target: FileHandle, padding: [UInt8]) throws {
        try source.seek(toOffset: 0)
        var scanner = CSVRowScanner()
        var isHeader = true
        while let chunk = try source.read(upToCount: 1 << 20), !chunk.isEmpty {
            var output: [UInt8] = []
            output.reserveCapacity(chunk.count + chunk.count / 8)
            for byte in chunk {
                let hasCarriageReturn = scanner.isAfterCarriageReturn
                let endsRow = scanner.endsRow(byte)
                if isHeader {
                    isHeader = !endsRow
                } else if endsRow {
                    output += padding
                    output += hasCarriageReturn ? [UInt8(ascii: "\r"), byte] : [byte]
                } else if !scanner.isAfterCarriageReturn {
                    // A carriage return waits for the next byte, which says whether it belongs to a row's end.
                    if hasCarriageReturn { output.append(UInt8(ascii: "\r")) }
                    output.append(byte)
                }
            }
            try target.write(contentsOf: Data(output))
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
