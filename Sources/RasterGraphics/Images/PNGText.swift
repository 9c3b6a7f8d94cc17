/// A line of text stored inside a PNG file, such as its title or the program that made it.
public struct PNGText: Hashable, Sendable {
    /// 1 to 79 printable ASCII characters without a space at either end.
    public let key: String
    /// The text; a NUL character is not possible.
    public let value: String

    /// A text.
    /// - Throws: `RasterError` with `invalidArgument` when the key or the value cannot be stored.
    public init(key: String, value: String) throws(RasterError) {
        let bytes = Array(key.utf8)
        guard (1...79).contains(bytes.count), bytes.allSatisfy({ (32...126).contains($0) }), !key.hasPrefix(" "),
            !key.hasSuffix(" "), !key.contains("  ")
        else {
            throw RasterError(
                .invalidArgument,
                "the key of a PNG text has 1 to 79 ASCII characters without spaces at its ends, unlike '\(key)'")
        }
        guard !value.utf8.contains(0) else {
            throw RasterError(.invalidArgument, "the PNG text '\(key)' contains a NUL character: remove it")
        }
        self.key = key
        self.value = value
    }
}
