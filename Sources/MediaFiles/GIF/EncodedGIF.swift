/// A GIF file and how true it is.
public struct EncodedGIF: Hashable, Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// How many frames it has; fewer than were given above 50 frames a second, which GIF cannot show.
    public let frameCount: Int
    /// How long it lasts, in hundredths of a second.
    public let durationInHundredths: Int
    /// How far the pixels' colours are from the nearest of their palette, as the mean over all pixels that were drawn of the
    /// distance of red, green and blue: 0 when every colour has its place, and 441.7 from black to white.
    public let meanColorError: Double
    /// The largest of these distances.
    public let largestColorError: Double
}
