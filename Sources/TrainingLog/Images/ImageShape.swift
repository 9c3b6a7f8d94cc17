import RegistryCore

/// How the numbers of an image are ordered.
struct ImageShape {
    let width: Int
    let height: Int
    let channels: Int
    private let isChannelsFirst: Bool

    /// How many numbers the image has.
    var count: Int { width * height * channels }

    /// - Parameter count: How many numbers there are, of all images of a batch.
    init(_ shape: [Int], layout: ImageArray.Layout, count: Int) throws(RegistryError) {
        func invalid(_ reason: String) -> RegistryError {
            RegistryError(.invalidArgument, "An image of shape \(shape) cannot be logged: \(reason).")
        }
        guard (2...4).contains(shape.count) else {
            throw invalid("it has 2 (gray), 3 (with channels) or 4 dimensions (a batch)")
        }
        guard shape.allSatisfy({ $0 > 0 && $0 <= ImageArray.mostBytes }) else {
            throw invalid("a dimension is empty or too large")
        }
        let image = shape.count == 4 ? Array(shape.dropFirst()) : shape
        var product = 1
        for size in shape {
            let (next, overflows) = product.multipliedReportingOverflow(by: size)
            guard !overflows else { throw invalid("it is too large") }
            product = next
        }
        guard product == count else { throw invalid("\(count) numbers were given, and the shape has \(product)") }
        if image.count == 2 {
            (height, width, channels, isChannelsFirst) = (image[0], image[1], 1, false)
        } else {
            let isFirst = [1, 3, 4].contains(image[0])
            let isLast = [1, 3, 4].contains(image[2])
            switch layout {
            case .automatic where isFirst && isLast:
                throw invalid("the channels may be its first or its last dimension; say which by `layout`")
            case .automatic: isChannelsFirst = isFirst
            case .channelsFirst: isChannelsFirst = true
            case .channelsLast: isChannelsFirst = false
            }
            channels = isChannelsFirst ? image[0] : image[2]
            height = isChannelsFirst ? image[1] : image[0]
            width = isChannelsFirst ? image[2] : image[1]
            guard [1, 3, 4].contains(channels) else { throw invalid("an image has 1, 3 or 4 channels") }
        }
        guard max(width, height) <= ImageArray.longestSide, self.count <= ImageArray.mostBytes else {
            throw invalid(
                "a side may have \(ImageArray.longestSide) pixels, and all of it \(ImageArray.mostBytes) numbers")
        }
    }

    /// The numbers of the first image, pixel by pixel.
    func interleaved<Number>(_ numbers: [Number], _ byte: (Number) -> UInt8) -> [UInt8] {
        guard isChannelsFirst, channels > 1 else { return numbers.prefix(count).map(byte) }
        let plane = width * height
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for pixel in 0..<plane {
            for channel in 0..<channels { bytes.append(byte(numbers[channel * plane + pixel])) }
        }
        return bytes
    }
}
