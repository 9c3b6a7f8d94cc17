/// The colours of a picture that a transform has put on the canvas.
struct ImageSampler {
    private let image: Pixmap
    private let back: Transform
    private let sampling: ImageSampling
    /// Samples along each side of a pixel whose mean is taken; 1 without a mean.
    private let samples: Int

    /// A picture made more than so many times smaller is sampled this often in a pixel and no oftener.
    private static let mostSamples = 8

    /// - Parameter back: From the canvas to the picture.
    init(_ image: Pixmap, back: Transform, sampling: ImageSampling) {
        self.image = image
        self.back = back
        let reach = max(Point(x: back.xx, y: back.yx).length, Point(x: back.xy, y: back.yy).length)
        let covered = Int(min(reach.rounded(.up), Double(ImageSampler.mostSamples)))
        switch sampling {
        case .nearest, .bilinear:
            samples = 1
            self.sampling = sampling
        case .area:
            samples = max(4, covered)
            self.sampling = .nearest
        case .smooth:
            samples = reach > 1.001 ? max(2, covered) : 1
            self.sampling = .bilinear
        }
    }

    func color(column: Int, row: Int) -> Color {
        guard samples > 1 else { return color(at: Point(x: Double(column) + 0.5, y: Double(row) + 0.5)) }
        var sum = ColorSum()
        let weight = 1 / Double(samples * samples)
        for y in 0..<samples {
            for x in 0..<samples {
                let place = Point(
                    x: Double(column) + (Double(x) + 0.5) / Double(samples),
                    y: Double(row) + (Double(y) + 0.5) / Double(samples))
                sum.add(color(at: place), weight: weight)
            }
        }
        return sum.color
    }

    private func color(at place: Point) -> Color {
        let point = back.apply(to: place)
        guard sampling == .bilinear else {
            return pixel(ImageSampler.index(point.x, image.width), ImageSampler.index(point.y, image.height))
        }
        let left = (point.x - 0.5).rounded(.down)
        let top = (point.y - 0.5).rounded(.down)
        let (right, down) = (point.x - 0.5 - left, point.y - 0.5 - top)
        let (x0, x1) = (ImageSampler.index(left, image.width), ImageSampler.index(left + 1, image.width))
        let (y0, y1) = (ImageSampler.index(top, image.height), ImageSampler.index(top + 1, image.height))
        var sum = ColorSum()
        sum.add(pixel(x0, y0), weight: (1 - right) * (1 - down))
        sum.add(pixel(x1, y0), weight: right * (1 - down))
        sum.add(pixel(x0, y1), weight: (1 - right) * down)
        sum.add(pixel(x1, y1), weight: right * down)
        return sum.color
    }

    private func pixel(_ column: Int, _ row: Int) -> Color {
        image.color(atByte: (row * image.width + column) * 4)
    }

    /// The pixel that a place lies in, or the nearest one.
    private static func index(_ place: Double, _ count: Int) -> Int {
        place > 0 ? Int(min(place, Double(count - 1))) : 0
    }
}
