import Foundation

/// The figures, as a Markdown table.
struct ResultTable {
    /// A rate, a time, or an amount of memory.
    enum Figure {
        case perSecond(Double)
        case microseconds(Double)
        case milliseconds(Double)
        case megabytes(Double)

        var text: String {
            switch self {
            case .perSecond(let rate): "\(ResultTable.grouped(rate))/s"
            case .microseconds(let time): "\(ResultTable.rounded(time)) us"
            case .milliseconds(let time): "\(ResultTable.rounded(time)) ms"
            case .megabytes(let size): "\(ResultTable.rounded(size)) MB"
            }
        }
    }

    /// What is asked of a figure.
    enum Target {
        /// At least so many times as good as the peer.
        case ratio(Double)
        /// At least so many in a second.
        case perSecond(Double)
        /// At most so many microseconds.
        case microseconds(Double)
        /// At most so much memory.
        case megabytes(Double)

        var text: String {
            switch self {
            case .ratio(let least): ">= \(ResultTable.rounded(least)) x"
            case .perSecond(let least): ">= \(ResultTable.grouped(least))/s"
            case .microseconds(let most): "<= \(ResultTable.rounded(most)) us"
            case .megabytes(let most): "<= \(ResultTable.rounded(most)) MB"
            }
        }
    }

    private var rows: [[String]] = []

    /// Adds a row, and tells it at once.
    mutating func add(_ what: String, _ figure: Figure, peer: Figure? = nil, target: Target? = nil) {
        let ratio: Double? =
            if case .perSecond(let own) = figure, case .perSecond(let other)? = peer, other > 0 { own / other } else {
                nil
            }
        let isMet: Bool? =
            switch (target, figure) {
            case (.ratio(let least)?, _): ratio.map { $0 >= least }
            case (.perSecond(let least)?, .perSecond(let rate)): rate >= least
            case (.microseconds(let most)?, .microseconds(let time)): time <= most
            case (.megabytes(let most)?, .megabytes(let size)): size <= most
            default: nil
            }
        let row = [
            what, figure.text, peer?.text ?? "", ratio.map { "\(Self.rounded($0)) x" } ?? "", target?.text ?? "",
            isMet.map { $0 ? "yes" : "NO" } ?? "",
        ]
        rows.append(row)
        FileHandle.standardError.write(Data("    \(row.filter { !$0.isEmpty }.joined(separator: ", "))\n".utf8))
    }

    /// The table.
    var text: String {
        let head = ["what", "figure", "peer", "ratio", "target", "met"]
        let lines = [head, head.map { String(repeating: "-", count: $0.count) }] + rows
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { cells in
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "| \(padded.joined(separator: " | ")) |"
        }.joined(separator: "\n")
    }

    /// To two digits behind the point, or fewer for large numbers.
    static func rounded(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        guard hundredths < 10_000 else { return grouped(number) }
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    /// To a whole number, with commas between thousands.
    static func grouped(_ number: Double) -> String {
        var rest = String(Int(number.rounded()))[...]
        var groups: [Substring] = []
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: ",")
    }
}
