/// Gives covered pixels their colour.
///
/// A shader is asked for pixels of the picture it was made for only.
protocol Shader {
    /// Paints the pixels `start..<end` of a row, each covered by `coverage` of 255, which is above 0.
    mutating func paint(row: Int, from start: Int, to end: Int, coverage: UInt32)
}

extension Shader {
    /// Paints pixels that are wholly covered; there is at least one.
    @inline(__always)
    mutating func paint(row: Int, columns: Range<Int>) {
        paint(row: row, from: columns.lowerBound, to: columns.upperBound, coverage: 255)
    }
}
