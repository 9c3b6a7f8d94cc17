/// The order in which people count: `frame_2` before `frame_10`.
public enum NaturalOrder {
    /// Whether a name comes before another. Numbers in names are compared as numbers, however long, the rest by its characters'
    /// codes; names that are alike in this are ordered by their codes, so that the order is one and the same always.
    public static func isLess(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            guard isDigit(left[first]), isDigit(right[second]) else {
                if left[first] != right[second] { return left[first] < right[second] }
                first += 1
                second += 1
                continue
            }
            let (number, otherNumber) = (digits(left, &first), digits(right, &second))
            if number.count != otherNumber.count { return number.count < otherNumber.count }
            if !number.elementsEqual(otherNumber) { return number.lexicographicallyPrecedes(otherNumber) }
        }
        let (rest, otherRest) = (left.count - first, right.count - second)
        return rest != otherRest ? rest < otherRest : left.lexicographicallyPrecedes(right)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The digits at a place without the zeros before them; the place is then behind them.
    private static func digits(_ bytes: [UInt8], _ place: inout Int) -> ArraySlice<UInt8> {
        while place < bytes.count, bytes[place] == 0x30 { place += 1 }
        let start = place
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        return bytes[start..<place]
    }
}
