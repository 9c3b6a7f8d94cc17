/// A WAV file, and what was lost on the way into it.
public struct EncodedWAV: Hashable, Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// How many samples were beyond -1 or 1 and were moved there; always 0 for floating point.
    public let clippedCount: Int
}
