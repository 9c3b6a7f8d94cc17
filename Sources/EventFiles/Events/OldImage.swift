/// An image in the form of writers that know no plugins (TensorFlow 1, tensorboardX, PyTorch).
public struct OldImage: Hashable, Sendable {
    /// Pixels from top to bottom, as the writer says it.
    public var height: Int64
    /// Pixels from left to right, as the writer says it.
    public var width: Int64
    /// Channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA; 0 when not said.
    public var colorSpace: Int64
    /// The picture, usually a PNG or a GIF.
    public var encoded: [UInt8]

    /// An image.
    public init(height: Int64, width: Int64, colorSpace: Int64, encoded: [UInt8]) {
        self.height = height
        self.width = width
        self.colorSpace = colorSpace
        self.encoded = encoded
    }
}
