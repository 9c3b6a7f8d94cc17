import RasterGraphics

/// Columns of a histogram as one height for each pixel column of the plot, in pixels above the foot.
struct StepProfile: Hashable, Sendable {
    /// Neighbouring pixel columns of one height.
    struct Run: Hashable, Sendable {
        var start: Int
        var end: Int
        var height: Double
    }

    /// From left to right, without the columns of height 0.
    let runs: [Run]

    /// - Parameter least: The height of the lowest columns, in pixels.
    init(_ columns: [HistogramPlan.Column], layout: ChartLayout, least: Double) {
        let left = Int(layout.plot.x.rounded())
        let width = max(0, Int(layout.plot.maxX.rounded()) - left)
        var heights = [Double](repeating: 0, count: width)
        for column in columns {
            guard let start = layout.xAxis.position(of: column.left), let end = layout.xAxis.position(of: column.right),
                let top = layout.yAxis.position(of: column.height)
            else { continue }
            let first = min(max(Int(start.rounded()) - left, 0), width - 1)
            let last = min(max(Int(end.rounded()) - left, first + 1), width)
            let height = max(least, (layout.plot.maxY - top).rounded())
            for pixel in first..<max(first, last) { heights[pixel] = max(heights[pixel], height) }
        }
        var runs: [Run] = []
        for (pixel, height) in heights.enumerated() where height > 0 {
            if let last = runs.last, last.end == pixel + left, last.height == height {
                runs[runs.count - 1].end += 1
            } else {
                runs.append(Run(start: pixel + left, end: pixel + left + 1, height: height))
            }
        }
        self.runs = runs
    }

    /// The area below the heights, each unbroken part closed along the foot.
    func area(foot: Double) -> Path {
        var path = Path()
        for part in parts {
            guard let first = part.first, let last = part.last else { continue }
            path.move(to: Point(x: Double(first.start), y: foot))
            for run in part {
                path.line(to: Point(x: Double(run.start), y: foot - run.height))
                path.line(to: Point(x: Double(run.end), y: foot - run.height))
            }
            path.line(to: Point(x: Double(last.end), y: foot))
            path.close()
        }
        return path
    }

    /// The line along the heights, half a line width inside them.
    func outline(foot: Double, width: Double) -> [Polyline] {
        let half = width / 2
        return parts.compactMap { part in
            guard let first = part.first, let last = part.last else { return nil }
            var points = [Point(x: Double(first.start) + half, y: foot)]
            for (index, run) in part.enumerated() {
                // The upright between two heights lies inside the higher one.
                let before = index > 0 ? part[index - 1].height : 0
                let after = index + 1 < part.count ? part[index + 1].height : 0
                let y = foot - run.height + half
                points.append(Point(x: Double(run.start) + (run.height > before ? half : -half), y: y))
                points.append(Point(x: Double(run.end) + (run.height > after ? -half : half), y: y))
            }
            points.append(Point(x: Double(last.end) - half, y: foot))
            return Polyline(points: points)
        }
    }

    /// The runs, parted where there is nothing between them.
    private var parts: [[Run]] {
        runs.reduce(into: []) { parts, run in
            if let end = parts.last?.last?.end, end == run.start {
                parts[parts.count - 1].append(run)
            } else {
                parts.append([run])
            }
        }
    }
}
