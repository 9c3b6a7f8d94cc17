import RegistryCore

/// An image on its way to the sinks.
public struct LoggedImage: Hashable, Sendable {
    /// What it is shown under.
    public var tag: String
    /// The name of its file in the run's folder of images; a plain name, without a folder.
    public var fileName: String
    /// Pixels across.
    public var width: Int
    /// Pixels down.
    public var height: Int
    /// Bytes for each pixel: 1 gray, 3 RGB, 4 RGB and alpha.
    public var channels: Int
    /// Row by row from the top, pixel by pixel, channel by channel.
    public var bytes: [UInt8]

    /// An image. `bytes` must have `width * height * channels` elements.
    public init(tag: String, fileName: String, width: Int, height: Int, channels: Int, bytes: [UInt8]) {
        precondition(bytes.count == width * height * channels, "an image has a byte for each channel of each pixel")
        self.tag = tag
        self.fileName = fileName
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }

    /// The image as the journal holds it.
    var document: Document {
        [
            "tag": .string(tag), "fileName": .string(fileName), "width": .int(Int64(width)),
            "height": .int(Int64(height)),
            "channels": .int(Int64(channels)), "bytes": .binary(Binary(bytes)),
        ]
    }

    /// Reads an image from the journal; `nil` when it is none.
    init?(document: Document) {
        guard let tag = document["tag"]?.stringValue, let fileName = document["fileName"]?.stringValue,
            !fileName.contains("/"), !fileName.isEmpty, fileName != "..",
            let width = document["width"]?.intValue, let height = document["height"]?.intValue,
            let channels = document["channels"]?.intValue, [1, 3, 4].contains(channels),
            (1...65_536).contains(width), (1...65_536).contains(height),
            case .binary(let binary)? = document["bytes"], binary.bytes.count == Int(width * height * channels)
        else { return nil }
        self.init(
            tag: tag, fileName: fileName, width: Int(width), height: Int(height), channels: Int(channels),
            bytes: binary.bytes)
    }
}

extension LoggedImage {
    /// An image that was logged at a step.
    init(_ image: ImageArray, tag: String, step: Step) {
        self.init(
            tag: tag, fileName: RunFolder.imageName(tag: tag, step: step), width: image.width, height: image.height,
            channels: image.channels, bytes: image.bytes)
    }
}
