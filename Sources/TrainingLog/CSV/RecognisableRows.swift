import Foundation

/// Rows that a file had when a process that wrote to it died, behind those that it had for certain.
///
/// What the process had logged is delivered again from its journal. A row that is there already is taken from this list
/// instead of being added to the file. Rows are the same when their fields are; empty ones at the end, which a wider first
/// row brings, do not count.
struct RecognisableRows {
    private let rowsBefore: Int
    private var isRead = false
    private var counts: [String: Int] = [:]

    /// - Parameter rowsBefore: How many rows, behind the first one with the columns, are not looked at.
    init(rowsBefore: Int) {
        self.rowsBefore = rowsBefore
    }

    /// Reads the rows from a file, the first time it is called.
    mutating func read(_ handle: FileHandle) throws {
        guard !isRead else { return }
        isRead = true
        try handle.seek(toOffset: 0)
        var scanner = CSVRowScanner()
        var row: [UInt8] = []
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            for byte in chunk {
                switch scanner.take(byte) {
                case .row where scanner.endedRows > rowsBefore: row.append(byte)
                case .end where scanner.endedRows > rowsBefore + 1:
                    counts[Self.essence(of: row), default: 0] += 1
                    row.removeAll(keepingCapacity: true)
                case .row, .end, .secondHalfOfEnd: row.removeAll(keepingCapacity: true)
                }
            }
        }
        // A whole last row that only lacks its end; one that was cut is nobody's.
        if !row.isEmpty { counts[Self.essence(of: row), default: 0] += 1 }
    }

    /// How many rows are there that were not given again yet.
    var count: Int { counts.values.reduce(0, +) }

    /// Whether a row is there; each is there as often as it was read.
    mutating func take(_ row: String) -> Bool {
        let essence = Self.essence(of: Array(row.utf8))
        guard let count = counts[essence] else { return false }
        counts[essence] = count > 1 ? count - 1 : nil
        return true
    }

    private static func essence(of row: [UInt8]) -> String {
        var rest = row[...]
        while let last = rest.last,
            last == UInt8(ascii: ",") || last == UInt8(ascii: "\r") || last == UInt8(ascii: "\n")
        {
            rest.removeLast()
        }
        let text = String(decoding: rest, as: UTF8.self)
        return text == "\"\"" ? "" : text
    }
}
