/// Pictures of one size that were logged together at one step.
public struct ImageStack: Hashable, Sendable {
    /// Pixels from left to right; zero when the file does not say.
    public let width: Int
    /// Pixels from top to bottom; zero when the file does not say.
    public let height: Int
    /// The pictures, usually PNGs. From a file they may be anything.
    public let encoded: [[UInt8]]

    /// Pictures to be written.
    ///
    /// - Parameter pngs: One or more PNGs, all of the same size, which is read from them.
    /// - Throws: `EventFileError` with `invalid` when there is none, one is no PNG, or the sizes differ.
    public init(pngs: [[UInt8]]) throws(EventFileError) {
        guard let first = pngs.first else { throw EventFileError(.invalid, "there is no image to write") }
        let size = try Self.size(ofPNG: first)
        for png in pngs.dropFirst() where try Self.size(ofPNG: png) != size {
            throw EventFileError(.invalid, "the images of one step differ in size")
        }
        self.init(width: size.width, height: size.height, encoded: pngs)
    }

    /// An animation to be written, which TensorBoard's image page plays.
    ///
    /// - Throws: `EventFileError` with `invalid` when it is no GIF.
    public init(gif: [UInt8]) throws(EventFileError) {
        guard gif.count >= 10, gif.starts(with: "GIF8".utf8) else {
            throw EventFileError(.invalid, "an animation is not a GIF")
        }
        self.init(
            width: Int(gif[6]) | Int(gif[7]) << 8, height: Int(gif[8]) | Int(gif[9]) << 8, encoded: [gif])
    }

    init(width: Int, height: Int, encoded: [[UInt8]]) {
        self.width = width
        self.height = height
        self.encoded = encoded
    }

    /// From a tensor: width and height as text, then the pictures. `nil` when it is something else.
    init?(_ tensor: Tensor) {
        let strings = tensor.strings
        guard tensor.elementType == .string, strings.count >= 2,
            let width = Int(String(decoding: strings[0], as: UTF8.self)),
            let height = Int(String(decoding: strings[1], as: UTF8.self)), width >= 0, height >= 0
        else { return nil }
        self.init(width: width, height: height, encoded: Array(strings.dropFirst(2)))
    }

    init(_ image: OldImage) {
        self.init(
            width: Int(clamping: max(0, image.width)), height: Int(clamping: max(0, image.height)),
            encoded: [image.encoded])
    }

    var tensor: Tensor { Tensor(strings: [Array("\(width)".utf8), Array("\(height)".utf8)] + encoded) }

    /// Signature, then the first chunk: length, `IHDR`, width, height.
    private static func size(ofPNG png: [UInt8]) throws(EventFileError) -> (width: Int, height: Int) {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        guard png.count >= 24, png.starts(with: start) else {
            throw EventFileError(.invalid, "an image is not a PNG")
        }
        func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        return (number(png[16..<20]), number(png[20..<24]))
    }
}

extension SummaryValue {
    /// Pictures for TensorBoard's image page.
    ///
    /// - Parameters:
    ///   - tag: What they are shown under.
    ///   - images: One or more PNGs of one size.
    ///   - displayName: The title to show in place of the tag. Empty for the tag itself.
    ///   - description: Markdown shown beside the title.
    public static func images(
        _ tag: String, _ images: ImageStack, displayName: String = "", description: String = ""
    ) -> SummaryValue {
        SummaryValue(
            tag: tag, payload: .tensor(images.tensor),
            metadata: SummaryMetadata(
                pluginName: PluginName.images, displayName: displayName, summaryDescription: description,
                dataClass: .blobSequence))
    }
}
