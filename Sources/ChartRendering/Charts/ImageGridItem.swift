public import RasterGraphics

/// One picture of an image grid with its title.
public struct ImageGridItem: Hashable, Sendable {
    /// What stands in the grid.
    public enum Content: Hashable, Sendable {
        /// A picture.
        case image(Pixmap)
        /// The words "Image not found" in place of a picture.
        case missing
        /// The words "Image not readable" in place of a file that is not a picture.
        case unreadable
    }

    /// Above the picture; cut where it is wider.
    public var title: String
    /// The picture, or why there is none.
    public var content: Content

    /// A picture with its title.
    public init(title: String, content: Content) {
        self.title = title
        self.content = content
    }
}
