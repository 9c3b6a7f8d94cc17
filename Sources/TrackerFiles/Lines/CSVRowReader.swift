/// Reads rows of comma-separated values (RFC 4180), from a reader of lines: a quoted field may go on over lines. A quote within a field
/// that does not begin with one (`5" pipe`) is a character like others.
package final class CSVRowReader {
    /// The most columns of a row.
    package static let mostColumns = 16_384
    /// The most bytes of a row with quoted line breaks.
    private static let longestRow = 16 << 20

    /// What stands in the file next.
    package enum Row {
        /// The fields of a row, its line, from 1, and whether it ended; the last row of a file that is being written may not have.
        case fields([String], line: Int, isEnded: Bool)
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
            var isEnded = first.isEnded
            if first.isTooLong { return .damage(line: begun, reason: "the line is too long") }
            var bytes = Array(first.bytes)
            if begun == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            if bytes.isEmpty { continue }
            var quoting = Quoting(separator: separator)
            for byte in bytes { _ = quoting.pass(byte) }
            while quoting.isInside {
                guard bytes.count < Self.longestRow, let more = try lines.next(), !more.isTooLong else {
                    return .damage(line: begun, reason: "a quoted field has no end")
                }
                line += 1
                isEnded = more.isEnded
                bytes.append(0x0A)
                bytes += more.bytes
                for byte in more.bytes { _ = quoting.pass(byte) }
            }
            guard let fields = fields(of: bytes) else {
                return .damage(line: begun, reason: "it has more than \(Self.mostColumns) columns")
            }
            return .fields(fields, line: begun, isEnded: isEnded)
        }
        return nil
    }

    private func fields(of bytes: [UInt8]) -> [String]? {
        var fields: [String] = []
        var field: [UInt8] = []
        var quoting = Quoting(separator: separator)
        for byte in bytes {
            switch quoting.pass(byte) {
            case .text: field.append(byte)
            case .quote: break
            case .end:
                guard fields.count < Self.mostColumns - 1 else { return nil }
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            }
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }

    /// Where in a row a byte stands.
    private struct Quoting {
        enum Meaning {
            /// Of the field.
            case text
            /// Opens or closes the field.
            case quote
            /// Between two fields.
            case end
        }

        let separator: UInt8
        private(set) var isInside = false
        private var isAtStart = true
        private var hasJustClosed = false

        init(separator: UInt8) { self.separator = separator }

        mutating func pass(_ byte: UInt8) -> Meaning {
            let isQuote = byte == UInt8(ascii: "\"")
            if isInside {
                isInside = !isQuote
                hasJustClosed = isQuote
                return isQuote ? .quote : .text
            }
            // Two quotes within quotes are one: the second opens the field again.
            let isSecond = isQuote && hasJustClosed
            isInside = isSecond || isQuote && isAtStart
            hasJustClosed = false
            isAtStart = byte == separator
            if isSecond { return .text }
            return isInside ? .quote : isAtStart ? .end : .text
        }
    }
}
