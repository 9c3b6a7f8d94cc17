/// Splits the bytes of a CSV file (RFC 4180) into rows, however the bytes are cut into pieces.
///
/// Lines end with LF, CR LF or CR. Fields in quotes may hold commas, line ends and doubled quotes. A quote in the middle of an
/// unquoted field is an ordinary character. A UTF-8 byte-order mark at the beginning is left out; bytes that are not UTF-8
/// become replacement characters. Empty lines are left out.
struct CSVParser {
    private enum State {
        case fieldStart, unquoted, quoted, quoteInQuoted
    }

    private let maximumFieldBytes: Int
    private let maximumFields: Int
    private var state = State.fieldStart
    private var field: [UInt8] = []
    private var fields: [String] = []
    private var lastWasReturn = false
    private var isAtBeginning = true
    /// The line the parser is in, from 1, for messages.
    private(set) var line = 1

    /// - Parameter maximumFields: Fields kept of a row; further ones are read and left out.
    init(maximumFieldBytes: Int, maximumFields: Int) {
        self.maximumFieldBytes = maximumFieldBytes
        self.maximumFields = maximumFields
    }

    /// Takes the next bytes and hands over each row that is complete.
    mutating func feed(_ bytes: [UInt8], row: ([String]) throws(ChartError) -> Void) throws(ChartError) {
        for byte in bytes {
            try take(byte, row: row)
        }
    }

    /// Hands over the last row, when the file does not end with a line end.
    mutating func finish(row: ([String]) throws(ChartError) -> Void) throws(ChartError) {
        if state != .fieldStart || !fields.isEmpty { try endRow(row) }
    }

    private mutating func take(_ byte: UInt8, row: ([String]) throws(ChartError) -> Void) throws(ChartError) {
        let isLineFeedAfterReturn = byte == UInt8(ascii: "\n") && lastWasReturn
        lastWasReturn = byte == UInt8(ascii: "\r")
        if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r")) {
            if !isLineFeedAfterReturn { line += 1 }
        }
        if state == .quoted {
            if byte == UInt8(ascii: "\"") { state = .quoteInQuoted } else { try append(byte) }
            return
        }
        switch byte {
        case UInt8(ascii: "\"") where state == .fieldStart: state = .quoted
        case UInt8(ascii: "\"") where state == .quoteInQuoted:
            try append(byte)
            state = .quoted
        case UInt8(ascii: ","): endField()
        case UInt8(ascii: "\n") where isLineFeedAfterReturn: break
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): try endRow(row)
        default:
            if state == .fieldStart || state == .quoteInQuoted { state = .unquoted }
            try append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) throws(ChartError) {
        guard field.count < maximumFieldBytes else {
            throw ChartError(
                .tooLarge,
                "a field that ends at line \(line) is longer than \(maximumFieldBytes) bytes; is a closing quote missing?"
            )
        }
        field.append(byte)
        if isAtBeginning, field == [0xEF, 0xBB, 0xBF] {
            field = []
            state = .fieldStart
            isAtBeginning = false
        } else if field.count > 2 {
            isAtBeginning = false
        }
    }

    private mutating func endField() {
        if fields.count < maximumFields {
            fields.append(String(decoding: field, as: UTF8.self))
        }
        field.removeAll(keepingCapacity: true)
        state = .fieldStart
        isAtBeginning = false
    }

    private mutating func endRow(_ row: ([String]) throws(ChartError) -> Void) throws(ChartError) {
        let isEmptyLine = state == .fieldStart && fields.isEmpty
        endField()
        defer { fields.removeAll(keepingCapacity: true) }
        if !isEmptyLine { try row(fields) }
    }
}
