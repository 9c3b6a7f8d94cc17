import Foundation

/// Finds where the rows of a CSV text end, a byte at a time, and reads the first row.
///
/// It takes what other programs write, too: rows end with CR LF, LF or CR, and a quote means something only at the
/// beginning of a field.
struct CSVRowScanner {
    /// What a byte is to the rows.
    enum Place {
        /// A part of a row.
        case row
        /// The end of a row, or the first half of the end.
        case end
        /// The second half of CR LF.
        case secondHalfOfEnd
    }

    private enum FieldState {
        case start
        case plain
        case quoted
        /// Behind a quote inside quotes: the end of them, or the first half of a quote that is meant.
        case afterInnerQuote
    }

    /// The fields of the first row; complete once a row has ended or `finishHeader()` was called.
    private(set) var header: [String] = []
    /// How many bytes there are up to the end of the last row that has its end.
    private(set) var endedRowsLength = 0
    /// How many rows have ended, the first one included.
    private(set) var endedRows = 0
    /// How many fields the row that has not ended has begun.
    private(set) var fieldCount = 1
    /// The last byte was a carriage return that ends a row: a line feed would still belong to it.
    private(set) var isAfterCarriageReturn = false
    /// The last row that has its end ends with CR LF, as this program ends rows.
    private(set) var isLastEndWhole = false
    /// Whether the first row is over.
    private(set) var isHeaderDone = false

    private var length = 0
    private var state = FieldState.start
    private var field: [UInt8] = []

    /// A row has begun and not ended.
    var isInRow: Bool { length > endedRowsLength }

    /// The row that has not ended has a quote that was not closed.
    var isInQuotes: Bool { state == .quoted }

    /// Takes a whole file, from its beginning.
    ///
    /// - Parameter body: Is told of every byte and what it is.
    mutating func read(
        _ handle: FileHandle, _ body: (_ byte: UInt8, _ place: Place) throws -> Void = { _, _ in }
    ) throws {
        try handle.seek(toOffset: 0)
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            for byte in chunk { try body(byte, take(byte)) }
        }
    }

    /// Takes one byte and says what it is.
    mutating func take(_ byte: UInt8) -> Place {
        length += 1
        let wasAfterCarriageReturn = isAfterCarriageReturn
        isAfterCarriageReturn = false
        if wasAfterCarriageReturn, byte == UInt8(ascii: "\n") {
            endedRowsLength = length
            isLastEndWhole = true
            return .secondHalfOfEnd
        }
        if state == .quoted {
            if byte == UInt8(ascii: "\"") { state = .afterInnerQuote } else { keep(byte) }
            return .row
        }
        switch byte {
        case UInt8(ascii: "\""):
            switch state {
            case .start: state = .quoted
            case .afterInnerQuote:
                keep(byte)
                state = .quoted
            case .plain, .quoted: keep(byte)
            }
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            finishHeader()
            endedRows += 1
            endedRowsLength = length
            fieldCount = 1
            state = .start
            isAfterCarriageReturn = byte == UInt8(ascii: "\r")
            isLastEndWhole = false
            return .end
        case UInt8(ascii: ","):
            endField()
            fieldCount += 1
            state = .start
        default:
            keep(byte)
            state = .plain
        }
        return .row
    }

    /// Takes what there is of the first row as the whole of it.
    mutating func finishHeader() {
        endField()
        isHeaderDone = true
    }

    private mutating func keep(_ byte: UInt8) {
        if !isHeaderDone { field.append(byte) }
    }

    private mutating func endField() {
        guard !isHeaderDone else { return }
        header.append(String(decoding: field, as: UTF8.self))
        field = []
    }
}
