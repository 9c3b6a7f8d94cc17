/// A column of numbers, one for each row that has a value there.
struct NumericColumn {
    let name: String
    /// The row of each value, from 1.
    private(set) var rows: [Int32] = []
    private(set) var values: [Double] = []
    /// Whether every value so far was a number. A column that has once held a word holds nothing from then on.
    private(set) var isNumeric = true

    init(name: String) { self.name = name }

    /// Takes the text of a row; an empty one is no value. Returns whether a number was kept.
    mutating func take(_ text: String, row: Int32) -> Bool {
        guard isNumeric else { return false }
        let trimmed = text.trimmingSpaces()
        if trimmed.isEmpty { return false }
        guard let value = NumericColumn.number(trimmed) else {
            isNumeric = false
            rows = []
            values = []
            return false
        }
        rows.append(row)
        values.append(value)
        return true
    }

    /// A decimal number, "NaN", or an infinity. Hexadecimal digits are a name, not a number.
    static func number(_ text: Substring) -> Double? {
        let isHexadecimal = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "x") }
        return isHexadecimal ? nil : Double(text)
    }
}

extension String {
    /// Without the spaces and tabs at both ends.
    fileprivate func trimmingSpaces() -> Substring {
        var part = Substring(self)
        while part.first == " " || part.first == "\t" { part.removeFirst() }
        while part.last == " " || part.last == "\t" { part.removeLast() }
        return part
    }
}
