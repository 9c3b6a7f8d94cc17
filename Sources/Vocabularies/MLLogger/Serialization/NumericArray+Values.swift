public import RegistryCore

/// Arrays of Swift's values, and back.
extension NumericArray {
    /// An array of values, of their type: whole numbers (`Int`) are `int64`, `Double` is `float64`.
    ///
    /// - Parameter shape: How long it is in each direction.
    /// - Throws: ``RegistryError`` with `invalidArgument` when the shape does not go with the number of values.
    public init<Element: NumericElement>(_ values: [Element], shape: [Int]) throws(RegistryError) {
        try self.init(elementType: Element.elementType, shape: shape, bytes: Self.bytes(of: values))
    }

    /// An array of one direction.
    public init<Element: NumericElement>(_ values: [Element]) {
        self.init(checkedType: Element.elementType, shape: [values.count], bytes: Self.bytes(of: values))
    }

    /// An array of rows.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` when the rows are not of one length.
    public init<Element: NumericElement>(_ rows: [[Element]]) throws(RegistryError) {
        let length = rows.first?.count ?? 0
        if let odd = rows.firstIndex(where: { $0.count != length }) {
            throw RegistryError(
                .invalidArgument,
                "The rows of an array are of one length: row 0 has \(length) values, and row \(odd) has \(rows[odd].count)."
            )
        }
        self.init(
            checkedType: Element.elementType, shape: [rows.count, length], bytes: Self.bytes(of: rows.joined()))
    }

    /// The elements, the last direction first; `nil` when they are of another type: nothing is rounded. `Int` has those of `int64`.
    public func values<Element: NumericElement>(of type: Element.Type = Element.self) -> [Element]? {
        guard elementType == Element.elementType else { return nil }
        return elements(0..<bytes.count / elementType.size)
    }

    /// The elements in rows; `nil` when the array has not two directions, or its elements are of another type.
    public func rows<Element: NumericElement>(of type: Element.Type = Element.self) -> [[Element]]? {
        guard elementType == Element.elementType, shape.count == 2, let count = shape.first, let length = shape.last
        else { return nil }
        // Of rows without anything in them a shape from outside may have any number.
        guard length > 0 || count <= Self.mostEmptyRows else { return nil }
        return (0..<count).map { elements($0 * length..<($0 + 1) * length) }
    }

    /// The elements of an array of `float64`; `nil` for any other.
    public var doubles: [Double]? { values() }

    private static let mostEmptyRows = 1 << 20

    private func elements<Element: NumericElement>(_ range: Range<Int>) -> [Element] {
        let size = elementType.size
        return range.map { place in
            var bits: UInt64 = 0
            for index in 0..<size { bits |= UInt64(bytes[place * size + index]) << UInt64(index * 8) }
            return Element(elementBits: bits)
        }
    }

    private static func bytes<Element: NumericElement>(of values: some Sequence<Element>) -> [UInt8] {
        let size = Element.elementType.size
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.underestimatedCount * size)
        for value in values {
            let bits = value.elementBits
            for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(index * 8))) }
        }
        return bytes
    }
}
