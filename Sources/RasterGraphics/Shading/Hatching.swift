/// Stripes over a colour, for areas that colours alone do not tell apart.
///
/// The stripes lie in the picture, not in the area: those of neighbouring areas go on in each other.
public struct Hatching: Hashable, Sendable {
    /// Which way stripes run.
    public enum Direction: Hashable, Sendable {
        /// From the lower left to the upper right.
        case rising
        /// From the upper left to the lower right.
        case falling
        /// Both ways.
        case crossed
    }

    /// The colour between the stripes.
    public let ground: Color
    /// The colour of the stripes.
    public let stripe: Color
    /// Which way they run.
    public let direction: Direction
    /// Pixels across from one stripe to the next, along a row; at least 2.
    public let distance: Int
    /// Pixels of a stripe along a row: at least 1, and less than `distance`.
    public let width: Int

    /// Stripes over a colour.
    ///
    /// - Parameters:
    ///   - distance: Pixels from one stripe to the next along a row, limited to 2...1,024.
    ///   - width: Pixels of a stripe along a row, limited to what leaves something of the ground.
    public init(_ direction: Direction, of stripe: Color, over ground: Color, distance: Int, width: Int) {
        self.ground = ground
        self.stripe = stripe
        self.direction = direction
        self.distance = min(max(distance, 2), 1_024)
        self.width = min(max(width, 1), self.distance - 1)
    }

    /// The colour of a pixel of the picture.
    func color(column: Int, row: Int) -> Color {
        let rises = (column + row) % distance < width
        // Pixels are counted from 0, so that what is added keeps the difference above it.
        let falls = (column - row % distance + distance) % distance < width
        let isStripe =
            switch direction {
            case .rising: rises
            case .falling: falls
            case .crossed: rises || falls
            }
        return isStripe ? stripe : ground
    }
}
