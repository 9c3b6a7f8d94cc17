import ChartRendering

/// How a chart looks beside what it shows.
struct ChartLook: Hashable, Sendable, CustomStringConvertible {
    /// What it is drawn for. A chart that is scaled down to a phone's width has text nobody can read.
    enum Form: String, Sendable {
        case wide, narrow
    }

    let colours: ChartColours
    var form = Form.wide

    /// The size of line charts on the screen.
    var width: Int { form == .wide ? 600 : 360 }
    var height: Int { form == .wide ? 400 : 320 }
    /// Picture pixels for a pixel of the screen: dense displays have twice as many.
    var scale: Int { 2 }
    /// The most pictures in a row of a grid.
    var imageColumns: Int { form == .wide ? 10 : 3 }

    /// The looks that a page of a theme needs, the one for every browser first.
    static func all(for theme: Theme) -> [ChartLook] {
        let colours: [ChartColours] = theme == .system ? [.light, .dark] : [theme == .dark ? .dark : .light]
        return [Form.wide, .narrow].flatMap { form in colours.map { ChartLook(colours: $0, form: form) } }
    }

    /// Under which condition a page of a theme shows the look; `nil` for always.
    func mediaCondition(in theme: Theme) -> String? {
        let conditions = [
            form == .narrow ? "(max-width: 480px)" : nil,
            theme == .system && colours == .dark ? "(prefers-color-scheme: dark)" : nil,
        ].compactMap(\.self)
        return conditions.isEmpty ? nil : conditions.joined(separator: " and ")
    }

    var description: String { "\(colours.rawValue) \(form.rawValue)" }
}
