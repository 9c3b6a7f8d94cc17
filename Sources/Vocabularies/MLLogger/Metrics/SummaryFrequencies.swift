import RegistryCore

/// At how many values a summary is made: 1, 5, 10, 15, 20, 25, 30, 40, 50, 75, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600,
/// 1000, 1200, 1500, 2000, 2500, and on in the same steps, each ten times as large.
public enum SummaryFrequencies {
    private static let small = [1, 5, 10, 15, 20, 25, 30, 40, 50, 75, 80]
    private static let decade = [100, 120, 150, 200, 250, 300, 400, 500, 600]

    /// The frequencies up to a number, smallest first.
    public static func all(upTo limit: Int) -> [Int] {
        var all = small
        var factor = 1
        while factor <= limit / 100 {
            all += decade.map { $0.multipliedReportingOverflow(by: factor) }.filter { !$0.overflow }.map(\.partialValue)
            guard !factor.multipliedReportingOverflow(by: 10).overflow else { break }
            factor *= 10
        }
        return all.filter { $0 <= limit }
    }

    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the nearest, when there are no summaries at this frequency.
    static func check(_ frequency: Int, limit: Int) throws(RegistryError) {
        let all = all(upTo: limit)
        guard !all.contains(frequency) else { return }
        let nearest = all.min { distance($0, frequency) < distance($1, frequency) } ?? 1
        throw RegistryError(
            .invalidArgument,
            "There are no summaries at every \(frequency) values, with \(limit) values kept; the nearest is \(nearest)."
        )
    }

    private static func distance(_ left: Int, _ right: Int) -> Double { abs(Double(left) - Double(right)) }
}
