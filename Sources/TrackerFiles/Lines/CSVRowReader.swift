/// Reads rows of comma-separated values (RFC 4180), from a reader of lines: a quoted field may go on over lines.
package final class CSVRowReader {
    /// The most columns of a row.
    package static let mostColumns = 16_384
    /// The most bytes of a row with quoted line breaks.
    private static let longestRow = 16 << 20

    /// What stands in the file next.
    package enum Row {
        /// The fields of a row, and its line, from 1.
        case fields([String], line: Int)
        /// A row that is none, with its line and what is wrong with it.
        case damage(line: Int, reason: String)
    }

    private let lines: LineReader
    private let separator: UInt8
    private var line = 0

    /// - Parameter separator: What stands between fields.
    package init(_ lines: LineReader, separator: UInt8 = UInt8(ascii: ",")) {
        self.lines = lines
        self.separator = separator
    }

    /// The next row; `nil` at the end. Empty lines are passed over.
    package func next() throws(TrackerFileError) -> Row? {
        while let first = try lines.next() {
            line += 1
            let begun = line
            if first.isTooLong { return .damage(line: begun, reason: "the line is too long") }
            var bytes = Array(first.bytes)
            if begun == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            if bytes.isEmpty { continue }
            var quotes = bytes.count { $0 == UInt8(ascii: "\"") }
            while !quotes.isMultiple(of: 2) {
                guard bytes.count < Self.longestRow, let more = try lines.next(), !more.isTooLong else {
                    return .damage(line: begun, reason: "a quoted field has no end")
                }
                line += 1
                bytes.append(0x0A)
                bytes += more.bytes
                quotes += more.bytes.count { $0 == UInt8(ascii: "\"") }
            }
            guard let fields = fields(of: bytes) else {
                return .damage(line: begun, reason: "it has more than \(Self.mostColumns) columns")
            }
            return .fields(fields, line: begun)
        }
        return nil
    }

    private func fields(of bytes: [UInt8]) -> [String]? {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                if isQuoted, index + 1 < bytes.count, bytes[index + 1] == byte {
                    field.append(byte)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == separator, !isQuoted {
                guard fields.count < Self.mostColumns - 1 else { return nil }
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
            index += 1
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }
}
