/// How colours that a palette does not have are mixed from those it has.
public enum GIFDithering: Hashable, Sendable {
    /// Each pixel gets the nearest colour: flat areas stay flat, gradients get steps.
    case none
    /// A fixed pattern of 8×8 pixels (Bayer, 1973): the same in every frame, so that nothing flickers.
    case ordered
    /// What one pixel lacks the next ones get (Floyd and Steinberg, 1976): the finest, and the largest file.
    case floydSteinberg
}
