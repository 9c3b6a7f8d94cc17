/// Makes the winding-weighted sum of areas in a pixel the part that is covered. A type for each fill rule: the compiler makes a
/// loop for each.
protocol CoverageFolding {
    /// At least 0; above 1 counts as 1.
    static func area(_ sum: Float) -> Float
}

/// Wound around in either direction, once or oftener.
enum NonZeroFolding: CoverageFolding {
    @inline(__always)
    static func area(_ sum: Float) -> Float { abs(sum) }
}

/// Wound around an odd number of times: 1 is covered, 2 is free again.
enum EvenOddFolding: CoverageFolding {
    static func area(_ sum: Float) -> Float {
        let rest = abs(sum).truncatingRemainder(dividingBy: 2)
        return rest > 1 ? 2 - rest : rest
    }
}
