public import RasterGraphics

/// One picture of an image grid with its title.
public struct ImageGridItem: Hashable, Sendable {
    /// What stands in the grid.
    public enum Content: Hashable, Sendable {
        /// A picture.
        case image(Pixmap)
        /// The words "Image not found" in place of a picture.
        case missing
        /// The words "Image not readable" in place of a file that is not a picture, of one too large to be opened, or of
        /// one for which others left no room.
        case unreadable
    }

    /// Above the picture; cut where it is wider.
    public var title: String
    /// The picture, or why there is none.
    public var content: Content
    /// The step the picture was logged at; `nil` when it belongs to none. Default `nil`.
    public var step: Int?

    /// A picture with its title.
    public init(title: String, content: Content, step: Int? = nil) {
        self.title = title
        self.content = content
        self.step = step
    }

    /// A picture from the bytes of a PNG file, reduced to the size a grid can show.
    ///
    /// The size a file declares is looked at before memory is taken for it: a file of a few bytes that declares a billion
    /// pixels is shown as "Image not readable", as is one that is damaged.
    /// - Parameters:
    ///   - title: Above the picture.
    ///   - png: The file's bytes; `nil` when there is no such file, which is shown as "Image not found".
    ///   - step: The step the picture was logged at.
    ///   - decoder: Says which sizes are accepted. Default at most 16,777,216 pixels.
    public init(title: String, png: [UInt8]?, step: Int? = nil, decoder: PNGDecoder = PNGDecoder()) {
        self.init(title: title, content: .missing, step: step)
        guard let png else { return }
        guard let image = try? decoder.decode(png) else {
            content = .unreadable
            return
        }
        content = .image(ImageGridItem.reduced(image))
    }

    /// At most the size a grid can show, so that many large pictures do not lie in memory together.
    private static func reduced(_ image: Pixmap) -> Pixmap {
        let most = Double(ImageGridLayout.cellSide * ChartSize.maximumScale)
        let factor = most / Double(max(image.width, image.height))
        guard factor < 1 else { return image }
        let width = max(1, Int((Double(image.width) * factor).rounded()))
        let height = max(1, Int((Double(image.height) * factor).rounded()))
        guard let paper = try? Pixmap(width: width, height: height) else { return image }
        var canvas = Canvas(paper)
        canvas.draw(image, in: canvas.clip)
        return canvas.pixmap
    }
}
