import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a CSV file anew with more columns, beside the old one, and puts it in its place.
struct CSVWidening {
    /// The file.
    let path: String
    /// The new first row, with its end.
    let header: String
    /// How many more columns it has than the old one.
    let addedColumns: Int
    /// Rows behind those that are there, each with its end.
    let rows: String

    /// Replaces the file. When an error is thrown, the old one is still there.
    ///
    /// - Parameter source: The old file, whose lock is held: nobody else writes the new one at the same time.
    /// - Returns: The new file; `nil` when it has no number.
    func replace(_ source: FileHandle) throws -> CSVFileVersion? {
        // What a crash left is overwritten.
        let temporary = "\(path).tmp"
        let target = try FileHandle(path: temporary, flags: O_WRONLY | O_CREAT | O_TRUNC)
        // The disk has everything before it comes to this: closing has nothing left to fail with.
        defer { try? target.close() }
        do {
            try target.write(contentsOf: Data(header.utf8))
            try copyRows(of: source, to: target)
            try target.write(contentsOf: Data(rows.utf8))
            try target.synchronize()
            let length = try target.offset()
            let version = FileNumber.of(descriptor: target.fileDescriptor).map {
                CSVFileVersion(fileNumber: $0, length: length)
            }
            // The last thing that can fail: rows of a file that is in its place must not come again.
            guard rename(temporary, path) == 0 else { throw CSVFileError(path: path, number: errno) }
            return version
        } catch {
            // It is in nobody's way if it stays.
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// Copies all rows but the first, each with empty fields for the new columns and with an end.
    private func copyRows(of source: FileHandle, to target: FileHandle) throws {
        let padding = Array(repeating: UInt8(ascii: ","), count: addedColumns)
        var scanner = CSVRowScanner()
        var endedRows = 0
        var output: [UInt8] = []
        try scanner.read(source) { byte, place in
            switch place {
            case .row:
                if endedRows > 0 { output.append(byte) }
            case .end:
                if endedRows > 0 { output += padding + [byte] }
                endedRows += 1
            case .secondHalfOfEnd:
                if endedRows > 1 { output.append(byte) }
            }
            if output.count >= 1 << 20 {
                try target.write(contentsOf: Data(output))
                output.removeAll(keepingCapacity: true)
            }
        }
        if scanner.isInRow, endedRows > 0 {
            output += padding + Array(CSVFormat.lineEnd.utf8)
        } else if scanner.isAfterCarriageReturn, endedRows > 1 {
            output.append(UInt8(ascii: "\n"))
        }
        try target.write(contentsOf: Data(output))
    }
}
