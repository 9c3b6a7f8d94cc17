public import RasterGraphics

/// Pictures side by side in rows of at most ten, each with its title.
///
/// Small pictures are enlarged with hard edges, so that single pixels can be seen; large ones are reduced to the mean of what
/// they cover. At most 200 are drawn; the picture says how many more there are, those included that it was not given.
///
/// Pictures with steps are grouped: one block for each step, rising, under the step as its heading.
public struct ImageGrid: Hashable, Sendable {
    /// The most pictures in a row.
    public static let maximumColumns = 10
    /// The most pictures drawn.
    public static let maximumImages = 200

    /// Above the grid; empty for none.
    public var title: String
    /// The pictures, row by row.
    public var items: [ImageGridItem]

    /// The most pictures in a row of this grid. Default ``maximumColumns``, which is also the most.
    public var columns: Int
    /// How many more pictures there are that are not among the items; below 0 counts as none. Default 0.
    public var furtherCount: Int

    /// A grid of pictures.
    public init(
        title: String = "", items: [ImageGridItem], columns: Int = ImageGrid.maximumColumns, furtherCount: Int = 0
    ) {
        self.title = title
        self.items = items
        self.columns = columns
        self.furtherCount = furtherCount
    }

    /// All pictures, those included that are not among the items.
    var imageCount: Int {
        let (sum, isTooLarge) = items.count.addingReportingOverflow(max(0, furtherCount))
        return isTooLarge ? .max : sum
    }

    /// The grid as a picture.
    /// - Parameters:
    ///   - scale: Picture pixels a screen pixel, limited to 1...4. Default 1.
    ///   - theme: The colours. Default light.
    /// - Throws: `ChartError` with `internalFailure`.
    public func render(scale: Int = 1, theme: ChartTheme = .light) throws(ChartError) -> Pixmap {
        let layout = ImageGridLayout(self, scale: scale, typeface: theme.typeface)
        return try ImageGridPainter(grid: self, layout: layout, theme: theme).paint()
    }

    /// The grid as a PNG file.
    /// - Throws: `ChartError` with `internalFailure`.
    public func png(scale: Int = 1, theme: ChartTheme = .light) throws(ChartError) -> [UInt8] {
        try PNGFile.encode(
            render(scale: scale, theme: theme), title: title, comment: CountedNoun.text(imageCount, "image"))
    }
}
