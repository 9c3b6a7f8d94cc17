extension Canvas {
    /// Lays a picture over the canvas, scaled to fill `rect`, whose edges are rounded to whole pixels.
    ///
    /// Translucent pixels are mixed by their opacity, so the colour of invisible ones does not bleed in.
    public mutating func draw(_ image: Pixmap, in rect: Rect, sampling: ImageSampling = .smooth) {
        guard let left = Canvas.pixel(rect.x), let top = Canvas.pixel(rect.y),
            let right = Canvas.pixel(rect.maxX), let bottom = Canvas.pixel(rect.maxY), left < right, top < bottom
        else { return }
        let columns = (left..<right).clamped(to: visible.columns)
        let rows = (top..<bottom).clamped(to: visible.rows)
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let across = SampleWeights(
            source: image.width, target: right - left, wanted: columns.lowerBound - left..<columns.upperBound - left,
            sampling: sampling)
        let down = SampleWeights(
            source: image.height, target: bottom - top, wanted: rows.lowerBound - top..<rows.upperBound - top,
            sampling: sampling)
        for (row, vertical) in zip(rows, down.samples) {
            for (column, horizontal) in zip(columns, across.samples) {
                let color = Canvas.mix(image, horizontal, vertical)
                pixmap.blend(color, coverage: 255, columns: column..<column + 1, row: row)
            }
        }
    }

    private static func mix(
        _ image: Pixmap, _ across: SampleWeights.Sample, _ down: SampleWeights.Sample
    ) -> Color {
        if across.weights.count == 1, down.weights.count == 1 {
            return image.color(atByte: (down.first * image.width + across.first) * 4)
        }
        var (red, green, blue, alpha) = (0.0, 0.0, 0.0, 0.0)
        for (y, rowWeight) in down.weights.enumerated() {
            for (x, columnWeight) in across.weights.enumerated() {
                let color = image.color(atByte: ((down.first + y) * image.width + across.first + x) * 4)
                let weight = rowWeight * columnWeight * Double(color.alpha)
                red += weight * Double(color.red)
                green += weight * Double(color.green)
                blue += weight * Double(color.blue)
                alpha += weight
            }
        }
        guard alpha > 0 else { return .clear }
        func byte(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
        return Color(
            red: byte(red / alpha), green: byte(green / alpha), blue: byte(blue / alpha), alpha: byte(alpha))
    }

    /// The nearest pixel edge; `nil` where no picture can be.
    private static func pixel(_ edge: Double) -> Int? {
        abs(edge) <= PathFlattener.farthest ? Int(edge.rounded()) : nil
    }
}
