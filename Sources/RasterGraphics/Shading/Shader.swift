/// Gives covered pixels their colour.
///
/// A shader is asked for pixels of the picture it was made for only.
protocol Shader {
    /// Paints the pixels `start..<end` of a row, each covered by `coverage` of 255, which is above 0.
    mutating func paint(row: Int, from start: Int, to end: Int, coverage: UInt32)
}
