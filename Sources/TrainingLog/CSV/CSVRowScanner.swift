/// Finds where the rows of a CSV text end, a byte at a time, and reads the first row.
struct CSVRowScanner {
    /// The fields of the first row; complete once a row has ended.
    private(set) var header: [String] = []
    /// How many bytes there are up to the end of the last whole row.
    private(set) var wholeRowsLength = 0
    /// The last byte was a carriage return outside quotes: a row's end may have begun.
    private(set) var isAfterCarriageReturn = false

    private var length = 0
    private var isInQuotes = false
    private var isHeaderDone = false
    private var field: [UInt8] = []
    /// A quote inside quotes: the end of them, or the first half of a quote that is meant.
    private var isAfterInnerQuote = false

    /// Takes one byte and says whether a row ends with it.
    mutating func endsRow(_ byte: UInt8) -> Bool {
        length += 1
        if byte == UInt8(ascii: "\"") {
            isAfterCarriageReturn = false
            if !isInQuotes {
                if isAfterInnerQuote { keep(byte) }
                isInQuotes = true
                isAfterInnerQuote = false
            } else {
                isInQuotes = false
                isAfterInnerQuote = true
            }
            return false
        }
        isAfterInnerQuote = false
        if isInQuotes {
            keep(byte)
            return false
        }
        switch byte {
        case UInt8(ascii: "\n"):
            isAfterCarriageReturn = false
            endField()
            isHeaderDone = true
            wholeRowsLength = length
            return true
        case UInt8(ascii: "\r"): isAfterCarriageReturn = true
        case UInt8(ascii: ","):
            isAfterCarriageReturn = false
            endField()
        default:
            isAfterCarriageReturn = false
            keep(byte)
        }
        return false
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
