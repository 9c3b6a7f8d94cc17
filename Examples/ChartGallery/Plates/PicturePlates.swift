import ChartRendering
import RasterGraphics

/// Pictures that are not charts with axes.
enum PicturePlates {
    static let all = [sparklines, images, steps]

    static let sparklines = Plate(
        "sparklines", "Sparklines",
        "Lines for the rows of a table, with the extremes and the last value; a `Sparkline` for each."
    ) { theme in
        let rates: [Double] = (0..<100).map { 0.001 * (1 - Double($0) / 100) }
        var broken = Sample.loss(steps: 60, noise: 0.1, seed: 163)
        for step in 24..<30 { broken[step] = .nan }
        let metrics: [(String, [Double])] = [
            ("loss", Sample.loss(steps: 160, noise: 0.1, seed: 161)),
            ("accuracy", Sample.accuracy(epochs: 60, limit: 0.97, halfway: 3, seed: 162)),
            ("gradient norm", Sample.norms(5_000, spikeAt: 3_100)),
            ("learning rate", rates),
            ("with NaN", broken),
        ]
        var rows: [(name: String, picture: Pixmap)] = []
        for (name, values) in metrics {
            // snippet: sparklines
            let line = Sparkline(values: values, width: 220, height: 26, showsLastValue: true, showsExtremes: true)
            let picture = try line.render(theme: theme)
            // end of snippet
            rows.append((name, picture))
        }
        return try PNGEncoder().encode(table(rows, theme))
    }

    static let images = Plate(
        "images", "Image grid",
        "Small pictures enlarged with hard edges, and a place for one that is missing; an `ImageGrid` of `ImageGridItem`s."
    ) { theme in
        // snippet: images
        let filters = try (0..<11).map { index in
            ImageGridItem(title: "filter \(index)", content: .image(try Sample.filter(index)))
        }
        let missing = ImageGridItem(title: "filter 11", png: nil)
        return try ImageGrid(title: "First layer", items: filters + [missing], columns: 6).png(theme: theme)
        // end of snippet
    }

    static let steps = Plate(
        "image-steps", "Image grid in steps",
        "Reconstructions that become sharper, one block for each step; `ImageGridItem.step`."
    ) { theme in
        // snippet: image-steps
        let items = try [100, 1_000, 10_000].enumerated().flatMap { stage, step in
            try (0..<3).map { digit in
                let picture = try Sample.reconstruction(of: digit, stage: stage)
                return ImageGridItem(title: "sample \(digit)", content: .image(picture), step: step)
            }
        }
        return try ImageGrid(title: "Reconstructions", items: items, columns: 3).png(theme: theme)
        // end of snippet
    }

    /// Names with their pictures beside them.
    private static func table(_ rows: [(name: String, picture: Pixmap)], _ theme: ChartTheme) throws -> Pixmap {
        let height = 36
        var canvas = Canvas(try Pixmap(width: 380, height: rows.count * height + 16, color: theme.background))
        for (index, row) in rows.enumerated() {
            let top = Double(8 + index * height)
            if index > 0 {
                canvas.fill(Rect(x: 14, y: top - 1, width: 352, height: 1), color: theme.grid)
            }
            let name = TextLayout(row.name, font: Font(size: 12, typeface: theme.typeface))
            canvas.draw(
                name, at: Point(x: 14, y: top + Double(height) / 2), alignment: TextAlignment(.leading, .middle),
                color: theme.text)
            canvas.draw(
                row.picture,
                in: Rect(x: 132, y: top + 5, width: Double(row.picture.width), height: Double(row.picture.height)),
                sampling: .nearest)
        }
        return canvas.pixmap
    }
}

extension Sample {
    /// A filter of 9 by 9 pixels: stripes of some direction and width.
    static func filter(_ index: Int) throws -> Pixmap {
        var random = Noise(UInt64(170 + index))
        let (across, down) = ([1.0, 0.7, 0, -0.7][index % 4], [0, 0.7, 1, 0.7][index % 4])
        let width = 4 + 3 * random.unit()
        let shift = random.unit()
        let tint = (0..<3).map { _ in 0.4 + 0.6 * random.unit() }
        return try picture(side: 9) { x, y in
            let (dx, dy) = (Double(x) - 4, Double(y) - 4)
            let light = wave((dx * across + dy * down) / width + shift) * hill((dx * dx + dy * dy) / 26)
            return tint.map { 0.5 + 0.5 * light * $0 }
        }
    }

    /// A ring that stands in for a digit, sharper at each stage.
    static func reconstruction(of digit: Int, stage: Int) throws -> Pixmap {
        var random = Noise(UInt64(190 + digit * 3 + stage))
        let blur = [5.0, 2.2, 1][stage]
        let noise = [0.15, 0.04, 0][stage]
        let (radiusX, radiusY) = (5.0 + Double(digit % 3), 9.0 - Double(digit % 2) * 3)
        return try picture(side: 28) { x, y in
            let (dx, dy) = ((Double(x) - 13.5) / radiusX, (Double(y) - 13.5) / radiusY)
            let distance = ((dx * dx + dy * dy).squareRoot() - 1) * 5 / blur
            let light = hill(distance * distance) + noise * random.normal()
            return [light, light, light]
        }
    }

    /// A square picture of red, green and blue from 0 to 1.
    private static func picture(side: Int, _ color: (Int, Int) -> [Double]) throws -> Pixmap {
        var bytes: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                for part in color(x, y) { bytes.append(UInt8(min(max(part, 0), 1) * 255)) }
                bytes.append(255)
            }
        }
        return try Pixmap(width: side, height: side, rgba: bytes)
    }
}
