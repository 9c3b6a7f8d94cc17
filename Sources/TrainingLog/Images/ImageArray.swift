public import RegistryCore

/// An image as training code has it: numbers in some order, to be logged.
///
/// ```swift
/// let image = try ImageArray(pixels, shape: [3, 28, 28])            // a tensor: channels first
/// let digit = try ImageArray(bytes, shape: [28, 28])                // gray
/// ```
///
/// A shape has two dimensions (rows, columns: gray), three (channels first or last; 1, 3 or 4 channels: gray, RGB, RGBA), or
/// four (a batch, of which the first image is taken). Bytes are 0…255. Floating point numbers are 0…1; a hundredth beyond is
/// taken for rounding.
public struct ImageArray: Hashable, Sendable {
    /// Where the channels stand in a shape of three or four dimensions.
    public enum Layout: Hashable, Sendable {
        /// Wherever a dimension of 1, 3 or 4 stands; an error when both ends could be it.
        case automatic
        /// Channels, rows, columns: as tensors have it.
        case channelsFirst
        /// Rows, columns, channels: as arrays of pixels have it.
        case channelsLast
    }

    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// 1 gray, 3 RGB, 4 RGB and alpha.
    public let channels: Int
    /// Row by row from the top, pixel by pixel, channel by channel.
    public let bytes: [UInt8]

    /// The longest side in pixels.
    public static let longestSide = 16_384
    /// The most numbers an image may have.
    public static let mostBytes = 256 << 20

    /// An image of bytes.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that says what is wrong with the shape.
    public init(_ bytes: [UInt8], shape: [Int], layout: Layout = .automatic) throws(RegistryError) {
        let order = try ImageShape(shape, layout: layout, count: bytes.count)
        self.init(order, order.interleaved(bytes) { $0 })
    }

    /// An image of numbers from 0 to 1.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that says what is wrong with the shape or the numbers.
    public init(_ numbers: [Float], shape: [Int], layout: Layout = .automatic) throws(RegistryError) {
        try self.init(floatingPoint: numbers, shape, layout)
    }

    /// An image of numbers from 0 to 1.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that says what is wrong with the shape or the numbers.
    public init(_ numbers: [Double], shape: [Int], layout: Layout = .automatic) throws(RegistryError) {
        try self.init(floatingPoint: numbers, shape, layout)
    }

    private init(
        floatingPoint numbers: [some BinaryFloatingPoint & Sendable], _ shape: [Int], _ layout: Layout
    ) throws(RegistryError) {
        let order = try ImageShape(shape, layout: layout, count: numbers.count)
        if let wrong = numbers.prefix(order.count).first(where: { !(-0.01...1.01).contains(Double($0)) }) {
            throw RegistryError(
                .invalidArgument,
                "An image of floating point numbers has values from 0 to 1, and this one has \(wrong). Scale it (divide by 255 "
                    + "if it has bytes' values), or give bytes.")
        }
        self.init(order, order.interleaved(numbers) { UInt8((min(max(Double($0), 0), 1) * 255).rounded()) })
    }

    private init(_ shape: ImageShape, _ bytes: [UInt8]) {
        width = shape.width
        height = shape.height
        channels = shape.channels
        self.bytes = bytes
    }
}
