import RasterGraphics

/// What a frame of an animated PNG stores.
struct FramePart {
    /// Whether it is laid over what is there, and not put in its place.
    let isBlended: Bool
    private let width: Int
    private let height: Int
    private let rgba: [UInt8]

    /// - Parameter canBlend: Whether the file has opacity, and something is there.
    init(_ step: FramePlan.Step, width: Int, canBlend: Bool) {
        self.width = step.area.columns.count
        height = step.area.rows.count
        let places = step.area.rows.lazy.flatMap { row in
            row * width + step.area.columns.lowerBound..<row * width + step.area.columns.upperBound
        }
        // What does not change is stored as nothing, which is smaller; what does must then be opaque, or it would be mixed.
        isBlended = canBlend && places.allSatisfy { step.after[$0] >> 24 == 255 || step.after[$0] == step.before[$0] }
        var rgba: [UInt8] = []
        rgba.reserveCapacity(step.area.pixelCount * 4)
        for row in step.area.rows {
            let start = row * width
            for column in step.area.columns {
                let pixel = step.after[start + column]
                let stored = isBlended && pixel == step.before[start + column] ? 0 : pixel
                withUnsafeBytes(of: stored.littleEndian) { rgba.append(contentsOf: $0) }
            }
        }
        self.rgba = rgba
    }

    func pixmap() throws(RasterError) -> Pixmap { try Pixmap(width: width, height: height, rgba: rgba) }
}
