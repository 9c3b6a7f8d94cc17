import ChartRendering

/// How a chart looks beside what it shows.
struct ChartLook: Hashable, Sendable, CustomStringConvertible {
    let colours: ChartColours

    /// The size of line charts: 600×400, and twice as many pixels for dense displays.
    func size() throws(ChartError) -> ChartSize { try ChartSize(width: 600, height: 400, scale: 2) }

    /// The looks that a page of a theme needs, the one for every browser first.
    static func all(for theme: Theme) -> [ChartLook] {
        let colours: [ChartColours] = theme == .system ? [.light, .dark] : [theme == .dark ? .dark : .light]
        return colours.map { ChartLook(colours: $0) }
    }

    var description: String { colours.rawValue }
}
