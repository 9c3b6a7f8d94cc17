/// One character as the lines a pen draws, in font units: baseline at 0, up positive, small letters 10 high, capitals 14.
struct GlyphOutline: Sendable {
    /// The lines, with curves already flattened: small enough pieces for any text size a chart has.
    let lines: [[Point]]
    /// The leftmost and rightmost pen positions.
    let left: Double
    let right: Double
    /// Space between the pen lines of this character and its neighbours' on either side.
    let leftBearing: Double
    let rightBearing: Double

    /// A character whose lines lie between fixed sides, such as the digits, which all have one width.
    private struct Box {
        var left: Double
        var right: Double
    }

    /// Reads a description: `M x y` puts the pen down, `L x y …` draws lines, `C` cubic curves, `E cx cy rx ry` an ellipse,
    /// `D x y` a dot, `W left right` sets the sides the width is taken from.
    init(_ description: String) {
        var path = Path()
        var box: Box?
        for (command, numbers) in GlyphOutline.commands(in: description) {
            switch command {
            case "M": path.move(to: Point(x: numbers[0], y: numbers[1]))
            case "L":
                for index in stride(from: 0, to: numbers.count - 1, by: 2) {
                    path.line(to: Point(x: numbers[index], y: numbers[index + 1]))
                }
            case "C":
                for index in stride(from: 0, to: numbers.count - 5, by: 6) {
                    path.cubic(
                        Point(x: numbers[index], y: numbers[index + 1]),
                        Point(x: numbers[index + 2], y: numbers[index + 3]),
                        to: Point(x: numbers[index + 4], y: numbers[index + 5]))
                }
            case "E":
                path.append(
                    Path(
                        ellipseAt: Point(x: numbers[0], y: numbers[1]), radiusX: numbers[2], radiusY: numbers[3]))
            case "D":
                path.move(to: Point(x: numbers[0], y: numbers[1]))
                path.line(to: Point(x: numbers[0], y: numbers[1]))
            case "W": box = Box(left: numbers[0], right: numbers[1])
            default: preconditionFailure("unknown command \(command) in a built-in glyph")
            }
        }
        let flattened = PathFlattener(tolerance: 0.04).flatten(path)
        lines = flattened.map { $0.isClosed ? $0.points + $0.points.prefix(1) : $0.points }
        let points = lines.flatMap { $0 }
        let inkLeft = points.map(\.x).min() ?? 0
        let inkRight = points.map(\.x).max() ?? 0
        left = box?.left ?? inkLeft
        right = box?.right ?? inkRight
        leftBearing = box == nil ? GlyphOutline.bearing(lines, side: inkLeft) : GlyphOutline.boxBearing
        rightBearing = box == nil ? GlyphOutline.bearing(lines, side: inkRight) : GlyphOutline.boxBearing
    }

    /// The pen lines in pixels, y downwards, with the pen's middle at the character's left side on the baseline at (0, 0).
    func lines(font: StrokeFont, width: Double) -> [Polyline] {
        let span = right - left
        let scale = span > 0 ? width / span : font.scale
        return lines.map { points in
            Polyline(points: points.map { Point(x: ($0.x - left) * scale, y: -font.height($0.y)) })
        }
    }

    private static let boxBearing = 1.4

    /// Upright stems need more air beside them than round sides, and those more than points of a triangle.
    private static func bearing(_ lines: [[Point]], side: Double) -> Double {
        var extent = 0.0
        for line in lines {
            for (a, b) in zip(line, line.dropFirst()) where abs(a.x - side) < 0.8 && abs(b.x - side) < 0.8 {
                extent += abs(a.y - b.y)
            }
        }
        return 0.8 + 1.1 * min(1, extent / 9)
    }

    private static func commands(in description: String) -> [(Character, [Double])] {
        var commands: [(Character, [Double])] = []
        for word in description.split(separator: " ") {
            if let number = Double(word) {
                commands[commands.count - 1].1.append(number)
            } else if let letter = word.first {
                commands.append((letter, []))
            }
        }
        return commands
    }
}
