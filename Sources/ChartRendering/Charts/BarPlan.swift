import RasterGraphics

/// The bars of a chart as values: from where to where each reaches, and what could not become a bar.
struct BarPlan: Hashable, Sendable {
    struct Bar: Hashable, Sendable {
        var category: Int
        var group: Int
        /// Where the bar begins; `nil` for the foot of the axis.
        var start: Double?
        var end: Double
        /// What the bar stands for; in a stack not its end.
        var value: Double
        var error: BarGroup.ErrorRange?
    }

    /// A value without a bar that has a place among the bars.
    struct Gap: Hashable, Sendable {
        var category: Int
        var group: Int
        var value: Double
    }

    private(set) var bars: [Bar] = []
    private(set) var gaps: [Gap] = []
    private(set) var tally: ValueTally
    let categories: [String]
    let isHorizontal: Bool
    /// How many bars stand side by side in one category.
    let slotCount: Int
    /// Whether the bars of a category stand on each other.
    let isStacked: Bool
    private var missingCount = 0
    private var lostErrorCount = 0
    private let showsValues: Bool
    private let remarks: [String]

    /// The width that the names of an upright chart should not exceed, and the most categories that lie on each other,
    /// at the standard size.
    private static let roomForNames = 680.0
    private static let mostLyingCategories = 30

    init(_ chart: BarChart) {
        tally = ValueTally(chart.scale)
        let count = max(chart.categories.count, chart.groups.map(\.values.count).max() ?? 0)
        categories = chart.categories + [String](repeating: "", count: count - chart.categories.count)
        isStacked = chart.arrangement == .stacked
        slotCount = chart.arrangement == .grouped ? max(1, chart.groups.count) : 1
        showsValues = chart.showsValues
        remarks = chart.remarks
        isHorizontal =
            switch chart.orientation {
            case .vertical: false
            case .horizontal: true
            case .automatic: BarPlan.liesBetter(chart.categories)
            }
        for category in 0..<count {
            switch chart.arrangement {
            case .grouped: addGrouped(chart.groups, category)
            case .stacked: addStack(chart.groups, category)
            }
        }
    }

    private static func liesBetter(_ names: [String]) -> Bool {
        guard names.count > 1, names.count <= mostLyingCategories else { return false }
        // Of the font that is everywhere: how bars stand must not depend on what is installed.
        let metrics = ChartMetrics(scale: 1, typeface: .builtIn)
        let widest = names.map { TextLayout($0, font: metrics.tickFont, maximumWidth: roomForNames).width }.max() ?? 0
        return (widest + metrics.gap) * Double(names.count) > roomForNames
    }

    private mutating func addGrouped(_ groups: [BarGroup], _ category: Int) {
        for (index, group) in groups.enumerated() {
            guard let value = value(of: group, index, category) else { continue }
            var bar = Bar(category: category, group: index, end: value, value: value)
            if category < group.errors.count, let error = group.errors[category] {
                if tally.kind.canShow(error.low), tally.kind.canShow(error.high), error.low <= error.high {
                    bar.error = error
                    tally.reach(error.low)
                    tally.reach(error.high)
                } else {
                    lostErrorCount += 1
                }
            }
            bars.append(bar)
        }
    }

    private mutating func addStack(_ groups: [BarGroup], _ category: Int) {
        var above: Double?
        var below: Double?
        let largest = Double.greatestFiniteMagnitude
        for (index, group) in groups.enumerated() {
            if category < group.errors.count, group.errors[category] != nil { lostErrorCount += 1 }
            guard let value = value(of: group, index, category) else { continue }
            let start = value < 0 ? below : above
            let end = min(max((start ?? 0) + value, -largest), largest)
            if value < 0 { below = end } else { above = end }
            tally.reach(end)
            bars.append(Bar(category: category, group: index, start: start, end: end, value: value))
        }
    }

    /// The value of a bar; what cannot be one is counted, and has a mark if it is not finite.
    private mutating func value(of group: BarGroup, _ index: Int, _ category: Int) -> Double? {
        guard category < group.values.count, let value = group.values[category] else {
            missingCount += 1
            return nil
        }
        if tally.add(value) { return value }
        if !value.isFinite { gaps.append(Gap(category: category, group: index, value: value)) }
        return nil
    }

    /// The axis of the values, with its foot.
    var axis: ValueAxis {
        guard var range = tally.rangeWithBase else { return ValueAxis(tally.kind, showing: nil) }
        if showsValues, tally.kind.canShow(0) {
            // Room for the numbers beyond the ends of the bars.
            let room = (range.upperBound / 2 - range.lowerBound / 2) * (isHorizontal ? 0.14 : 0.04)
            let largest = Double.greatestFiniteMagnitude
            let low = range.lowerBound < 0 ? max(range.lowerBound - room, -largest) : range.lowerBound
            let high = range.upperBound > 0 ? min(range.upperBound + room, largest) : range.upperBound
            range = low...high
        }
        return ValueAxis(tally.kind, showing: range, air: range.lowerBound < 0 ? .bothEnds : .above)
    }

    /// Where bars begin that cannot begin at 0.
    private var footNote: String? {
        guard !tally.kind.canShow(0), !bars.isEmpty, let foot = tally.rangeWithBase?.lowerBound else { return nil }
        return "bars begin at \(ValueText.text(foot))"
    }

    /// "12 bars · bars begin at 0.001 · 1 not finite", and the remarks.
    var note: String {
        guard tally.count > 0 else { return CountedNoun.note(remarks) }
        return CountedNoun.note(
            [CountedNoun.text(tally.count, "bar")] + remarks + [footNote] + tally.exceptions + [
                CountedNoun.some(missingCount, "missing"),
                CountedNoun.some(lostErrorCount, "error bar", "not drawn"),
            ])
    }
}
