import Foundation

/// Rows that a file has and that may be given again: those that it had when a process that wrote to it died, behind
/// those that it had for certain, or those that a failed write left on it.
///
/// A row that is there already is taken from this list instead of being added to the file. Rows are the same when the bytes of
/// their fields are; empty fields at the end, which a wider first row brings, do not count.
struct RecognisableRows {
    private var rowsBefore: Int
    private var isRead = false
    private var counts: [[UInt8]: Int] = [:]
    /// How often each row is looked for at most; `nil` when nobody knows what was written.
    private var wanted: [[UInt8]: Int]?

    /// - Parameter rowsBefore: How many rows, behind the first one with the columns, are not looked at.
    init(rowsBefore: Int) {
        self.rowsBefore = rowsBefore
    }

    /// How many rows are there that were not given again yet.
    var count: Int { counts.values.reduce(0, +) }

    /// Whether the file was read, and all that it had was given again.
    var isExhausted: Bool { isRead && counts.isEmpty }

    /// Has rows looked for that a failed write may have left on the file since it was read, and no others.
    ///
    /// - Parameters:
    ///   - rowsBefore: How many rows, behind the first one with the columns, the file had before.
    ///   - rows: What was being written.
    mutating func expect(_ rows: [String], behind rowsBefore: Int) {
        self.rowsBefore = rowsBefore
        wanted = Dictionary(rows.map { (Self.essence(of: Array($0.utf8)), 1) }, uniquingKeysWith: +)
        isRead = false
    }

    /// Reads the rows from a file, the first time it is called. All its rows have their end.
    mutating func read(_ handle: FileHandle) throws {
        guard !isRead else { return }
        var found: [[UInt8]: Int] = [:]
        var row: [UInt8] = []
        var endedRows = 0
        var scanner = CSVRowScanner()
        try scanner.read(handle) { byte, place in
            switch place {
            case .row: if endedRows > rowsBefore { row.append(byte) }
            case .end:
                if endedRows > rowsBefore {
                    let essence = Self.essence(of: row)
                    if found[essence, default: 0] < wanted?[essence, default: 0] ?? .max {
                        found[essence, default: 0] += 1
                    }
                }
                row.removeAll(keepingCapacity: true)
                endedRows += 1
            case .secondHalfOfEnd: break
            }
        }
        counts.merge(found, uniquingKeysWith: +)
        isRead = true
    }

    /// Whether a row is there; each is there as often as it was read.
    mutating func take(_ row: String) -> Bool {
        let essence = Self.essence(of: Array(row.utf8))
        guard let count = counts[essence] else { return false }
        counts[essence] = count > 1 ? count - 1 : nil
        return true
    }

    private static func essence(of row: [UInt8]) -> [UInt8] {
        var rest = row[...]
        while let last = rest.last,
            last == UInt8(ascii: ",") || last == UInt8(ascii: "\r") || last == UInt8(ascii: "\n")
        {
            rest.removeLast()
        }
        return rest.elementsEqual([UInt8(ascii: "\""), UInt8(ascii: "\"")]) ? [] : Array(rest)
    }
}
