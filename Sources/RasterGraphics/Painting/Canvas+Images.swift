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
        if sampling == .nearest {
            paintNearest(
                image, across: left..<right, down: top..<bottom, visible: PixelRect(columns: columns, rows: rows))
            return
        }
        let across = SampleWeights(
            source: image.width, target: right - left, wanted: columns.lowerBound - left..<columns.upperBound - left,
            sampling: sampling)
        let down = SampleWeights(
            source: image.height, target: bottom - top, wanted: rows.lowerBound - top..<rows.upperBound - top,
            sampling: sampling)
        let area = Rect(
            x: Double(columns.lowerBound), y: Double(rows.lowerBound), width: Double(columns.count),
            height: Double(rows.count))
        fill(PathFlattener().flatten(Path(area)), rule: .nonZero) { column, row in
            Canvas.mix(image, across.samples[column - columns.lowerBound], down.samples[row - rows.lowerBound])
        }
    }

    /// Whole pixels of the picture on whole pixels of the canvas: a table of columns, and one row after another.
    private mutating func paintNearest(
        _ image: Pixmap, across: Range<Int>, down: Range<Int>, visible: PixelRect
    ) {
        let columns = SampleWeights.nearest(
            source: image.width, target: across.count,
            wanted: visible.columns.lowerBound - across.lowerBound..<visible.columns.upperBound - across.lowerBound)
        let rows = SampleWeights.nearest(
            source: image.height, target: down.count,
            wanted: visible.rows.lowerBound - down.lowerBound..<visible.rows.upperBound - down.lowerBound)
        let width = pixmap.width
        image.bytes.withUnsafeBytes { source in
            paint(visible) { pixels in
                NearestShader(
                    source: source, sourceWidth: image.width, columns: columns, rows: rows, place: visible,
                    pixels: pixels, width: width)
            }
        }
    }

    /// Lays a picture over the canvas where a transform puts it: (0, 0) is its upper left corner, and a pixel of it is 1 long.
    /// The sides of a turned picture are blended. A transform that makes it a line draws nothing.
    public mutating func draw(_ image: Pixmap, transform: Transform, sampling: ImageSampling = .smooth) {
        guard let back = transform.inverted else { return }
        let sampler = ImageSampler(image, back: back, sampling: sampling)
        let whole = Rect(x: 0, y: 0, width: Double(image.width), height: Double(image.height))
        fill(PathFlattener().flatten(Path(whole).transformed(by: transform)), rule: .nonZero) { column, row in
            sampler.color(column: column, row: row)
        }
    }

    private static func mix(
        _ image: Pixmap, _ across: SampleWeights.Sample, _ down: SampleWeights.Sample
    ) -> Color {
        if across.weights.count == 1, down.weights.count == 1 {
            return image.color(atByte: (down.first * image.width + across.first) * 4)
        }
        var sum = ColorSum()
        for (y, rowWeight) in down.weights.enumerated() {
            for (x, columnWeight) in across.weights.enumerated() {
                let color = image.color(atByte: ((down.first + y) * image.width + across.first + x) * 4)
                sum.add(color, weight: rowWeight * columnWeight)
            }
        }
        return sum.color
    }

    /// The nearest pixel edge; `nil` where no picture can be.
    private static func pixel(_ edge: Double) -> Int? {
        abs(edge) <= PathFlattener.farthest ? Int(edge.rounded()) : nil
    }
}
