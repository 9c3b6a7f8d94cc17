public import RegistryCore

/// The frames of a video on their way to the sinks, where they become an animated GIF.
public struct LoggedVideo: Hashable, Sendable {
    /// What it is shown under.
    public let tag: String
    /// Frames a second.
    public let fps: Double
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// Bytes for each pixel: 1 gray, 3 RGB, 4 RGB and alpha.
    public let channels: Int
    /// The frames, one after the other, as ``LoggedImage`` has them.
    public let bytes: [UInt8]

    /// The most bytes of all frames: 256 MiB.
    public static let mostBytes = 256 << 20

    /// A video.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for no frames, frames of different sizes or kinds (it names the first), a
    ///   rate that is not above 0 and at most 1,000, and more than ``mostBytes``.
    public init(tag: String, frames: [ImageArray], fps: Double) throws(RegistryError) {
        guard let first = frames.first else {
            throw RegistryError(.invalidArgument, "A video needs at least one frame.")
        }
        try Self.check(fps)
        let size = "\(first.width)×\(first.height) with \(first.channels) channels"
        for (index, frame) in frames.enumerated()
        where frame.width != first.width || frame.height != first.height || frame.channels != first.channels {
            throw RegistryError(
                .invalidArgument,
                "The frames of a video have one size: frame 0 is \(size), and frame \(index) is \(frame.width)×\(frame.height) with "
                    + "\(frame.channels) channels.")
        }
        guard first.bytes.count <= Self.mostBytes / frames.count else {
            throw RegistryError(
                .invalidArgument,
                "\(frames.count) frames of \(size) are more than \(Self.mostBytes) bytes. Make a video file of them, and log that."
            )
        }
        self.tag = tag
        self.fps = fps
        width = first.width
        height = first.height
        channels = first.channels
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.bytes.count * frames.count)
        for frame in frames { bytes += frame.bytes }
        self.bytes = bytes
    }

    private static func check(_ fps: Double) throws(RegistryError) {
        guard fps >= 1.0 / 65_535, fps <= 1_000 else {
            throw RegistryError(.invalidArgument, "A video has above 0 and at most 1,000 frames a second, not \(fps).")
        }
    }

    /// How many frames there are.
    public var frameCount: Int { bytes.count / (width * height * channels) }

    /// The video as the journal holds it.
    var document: Document {
        [
            "tag": .string(tag), "fps": .double(fps), "width": .int(Int64(width)), "height": .int(Int64(height)),
            "channels": .int(Int64(channels)), "bytes": .binary(Binary(bytes)),
        ]
    }

    /// Reads a video from the journal; `nil` when it is none.
    init?(document: Document) {
        guard let tag = document["tag"]?.stringValue, case .double(let fps)? = document["fps"],
            let width = document["width"]?.intValue, let height = document["height"]?.intValue,
            let channels = document["channels"]?.intValue, [1, 3, 4].contains(channels),
            (1...Int64(ImageArray.longestSide)).contains(width), (1...Int64(ImageArray.longestSide)).contains(height),
            case .binary(let binary)? = document["bytes"], !binary.bytes.isEmpty,
            binary.bytes.count.isMultiple(of: Int(width * height * channels)), (try? Self.check(fps)) != nil
        else { return nil }
        self.tag = tag
        self.fps = fps
        self.width = Int(width)
        self.height = Int(height)
        self.channels = Int(channels)
        bytes = binary.bytes
    }
}
