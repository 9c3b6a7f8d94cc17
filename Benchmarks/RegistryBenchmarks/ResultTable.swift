/// The figures, as a Markdown table.
struct ResultTable {
    /// A rate or a time.
    enum Figure {
        case perSecond(Double)
        case milliseconds(Double)

        var text: String {
            switch self {
            case .perSecond(let rate): "\(ResultTable.grouped(rate))/s"
            case .milliseconds(let time): "\(ResultTable.rounded(time)) ms"
            }
        }

        /// How many times as good as another figure of the same kind.
        func ratio(to other: Figure) -> Double? {
            switch (self, other) {
            case (.perSecond(let own), .perSecond(let other)): other > 0 ? own / other : nil
            case (.milliseconds(let own), .milliseconds(let other)): own > 0 ? other / own : nil
            default: nil
            }
        }
    }

    /// What is asked of a figure.
    enum Target {
        /// At least so many times as good as the peer.
        case ratio(Double)
        /// At least so many in a second.
        case perSecond(Double)
        /// At most so many milliseconds.
        case milliseconds(Double)
    }

    /// One thing that was measured.
    struct Row {
        var store: String
        var what: String
        var figure: Figure
        /// In milliseconds.
        var slowest: Double?
        var peer: Figure?
        var target: Target?

        var ratio: Double? { peer.flatMap { figure.ratio(to: $0) } }

        /// Whether the target is met; `nil` without one.
        var isMet: Bool? {
            switch (target, figure) {
            case (.ratio(let least)?, _): ratio.map { $0 >= least }
            case (.perSecond(let least)?, .perSecond(let rate)): rate >= least
            case (.milliseconds(let most)?, .milliseconds(let time)): time <= most
            default: nil
            }
        }
    }

    private var rows: [Row] = []

    /// Adds a row, and tells it at once.
    mutating func add(_ row: Row) {
        rows.append(row)
        Progress.say("\(row.store): \(row.what): \(row.figure.text)")
    }

    /// The table.
    var text: String {
        let head = ["store", "what", "figure", "slowest", "pymongo", "ratio", "target", "met"]
        let lines = [head, head.map { String(repeating: "-", count: $0.count) }] + rows.map(Self.cells)
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { cells in
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "| " + padded.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }

    private static func cells(of row: Row) -> [String] {
        let target =
            switch row.target {
            case .ratio(let least)?: ">= \(rounded(least)) x"
            case .perSecond(let least)?: ">= \(grouped(least))/s"
            case .milliseconds(let most)?: "<= \(rounded(most)) ms"
            case nil: ""
            }
        return [
            row.store, row.what, row.figure.text, row.slowest.map { "\(rounded($0)) ms" } ?? "", row.peer?.text ?? "",
            row.ratio.map { "\(rounded($0)) x" } ?? "", target, row.isMet.map { $0 ? "yes" : "NO" } ?? "",
        ]
    }

    /// To two digits behind the point, or fewer for large numbers.
    private static func rounded(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        guard hundredths < 10_000 else { return grouped(number) }
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    /// To a whole number, with commas between thousands.
    private static func grouped(_ number: Double) -> String {
        var rest = String(Int(number.rounded()))[...]
        var groups: [Substring] = []
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: ",")
    }
}
