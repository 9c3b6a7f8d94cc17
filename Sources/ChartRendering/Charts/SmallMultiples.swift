public import RasterGraphics

/// Charts of any kind beside each other, so that they can be compared: one title, one legend, and common axes when asked for.
///
/// A chart itself: it has sizes, themes and files as every other.
public struct SmallMultiples: Chart, Hashable, Sendable {
    /// Which axes have the same range in all charts.
    public struct SharedAxes: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int
        /// A set from its bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// The horizontal axes.
        public static let x = SharedAxes(rawValue: 1)
        /// The vertical axes.
        public static let y = SharedAxes(rawValue: 2)
        /// Both.
        public static let both: SharedAxes = [.x, .y]
    }

    /// The most charts that are drawn; further ones are counted.
    public static let maximumPanels = 400

    /// Above everything; empty for none.
    public var title: String
    /// The charts, row by row.
    public var panels: [ChartPanel]
    /// Which axes have the same range in all charts. Default none.
    ///
    /// Charts whose numbers are spread in the same way share a range; linear and logarithmic axes, and axes that run the
    /// other way, do so apart from each other. Axes of names and those of heat maps, whose cells fill the plot, keep their
    /// own. The heights of histograms are shared where they can be compared: densities, and counts in bins of one width
    /// (bins chosen for the values of each chart mostly differ: take `measure: .density`, or bins counted before). Counts of
    /// a `RidgeChart` keep their own axis. A line chart without outliers counts those beyond the common axis.
    public var sharing: SharedAxes
    /// Charts a row; `nil`, which is the default, takes as many as give charts of a usual shape.
    public var columns: Int?

    /// Charts beside each other.
    public init(title: String = "", panels: [ChartPanel], sharing: SharedAxes = [], columns: Int? = nil) {
        self.title = title
        self.panels = panels
        self.sharing = sharing
        self.columns = columns
    }

    /// The title and one legend for all charts.
    public var frame: ChartFrame {
        let frames = frames()
        var frame = frame(of: frames)
        frame.panels = frames
        return frame
    }

    /// Paints the charts.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        SmallMultiplesPainter(multiples: self, layout: SmallMultiplesLayout(self, in: layout), theme: theme)
            .paint(on: &canvas)
    }

    /// What each chart says around its data, with common ranges, and without what is said once for all.
    func frames() -> [ChartFrame] {
        var frames = panels.prefix(SmallMultiples.maximumPanels).map(\.frame)
        if sharing.contains(.x) { SharedRange.share(\.x, of: &frames) }
        guard sharing.contains(.y) else { return frames }
        let own = frames.map(\.y)
        SharedRange.share(\.y, of: &frames)
        for (index, frame) in frames.enumerated() where frame.y != own[index] {
            if case .values(let axis) = frame.y, let note = panels[index].chart.note(onVertical: axis) {
                frames[index].note = note
            }
        }
        return frames
    }

    /// The frame around charts that have the given ones.
    func frame(of frames: [ChartFrame]) -> ChartFrame {
        var listed: Set<LegendItem> = []
        let legend = frames.flatMap(\.legend).filter { !$0.name.isEmpty && listed.insert($0).inserted }
        let note = commonNote(of: frames).map { frames.count > 1 ? "\($0) each" : $0 }
        return ChartFrame(
            title: title, x: .nothing, y: .nothing, legend: legend, note: note ?? "",
            emptyMessage: panels.isEmpty ? "No charts" : nil, hasGrid: false)
    }

    /// The note that all charts have; `nil` when they differ.
    func commonNote(of frames: [ChartFrame]) -> String? {
        guard let first = frames.first?.note, !first.isEmpty, frames.allSatisfy({ $0.note == first }) else {
            return nil
        }
        return first
    }
}
