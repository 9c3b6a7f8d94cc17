/// How much of each pixel a clip lets through: 0 nothing, 255 all.
struct ClipMask: Sendable {
    private let rect: PixelRect
    private var parts: [UInt8]

    /// What polygons cover inside `rect`, and inside the clip that is already there.
    init(
        _ polygons: [Polyline], rule: FillRule, rect: PixelRect, inside outer: ClipMask?, filler: inout ScanlineFiller
    ) {
        self.rect = rect
        var shader = MaskShader(rect: rect)
        filler.fill(polygons, rule: rule, clip: rect, with: &shader)
        parts = shader.parts
        guard let outer else { return }
        for row in rect.rows {
            for column in rect.columns {
                let index = (row - rect.rows.lowerBound) * rect.columns.count + column - rect.columns.lowerBound
                parts[index] = UInt8(divideBy255(UInt32(parts[index]) * UInt32(outer[column, row])))
            }
        }
    }

    subscript(column: Int, row: Int) -> UInt8 {
        guard rect.columns.contains(column), rect.rows.contains(row) else { return 0 }
        return parts[(row - rect.rows.lowerBound) * rect.columns.count + column - rect.columns.lowerBound]
    }

    /// Gathers coverage as it is.
    private struct MaskShader: Shader {
        let rect: PixelRect
        var parts: [UInt8]

        init(rect: PixelRect) {
            self.rect = rect
            parts = [UInt8](repeating: 0, count: rect.columns.count * rect.rows.count)
        }

        mutating func paint(row: Int, from start: Int, to end: Int, coverage: UInt32) {
            let base = (row - rect.rows.lowerBound) * rect.columns.count - rect.columns.lowerBound
            for column in start..<end { parts[base + column] = UInt8(coverage) }
        }
    }
}
