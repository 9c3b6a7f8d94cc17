/// One of the axes of ``ParallelCoordinates``: a parameter or a metric with its value for each run.
public struct ParallelAxis: Hashable, Sendable {
    /// The values, run by run.
    public enum Content: Hashable, Sendable {
        /// Numbers; `nil` is missing. What the scale cannot show, as NaN, has no place either, but is no missing value.
        case numbers([Double?], scale: ScaleKind)
        /// Names, each with a place of its own on the axis, from the top down in the order they first occur; `nil` is missing.
        case categories([String?])
    }

    /// Above the axis; cut where it is wider than the room between axes.
    public var title: String
    /// The values, run by run. An axis with fewer values than another lacks those of the last runs.
    public var content: Content

    /// A largest number that is so many times the smallest wants equal ratios equally far apart, as rates of learning do.
    private static let widestLinearRatio = 100.0
    /// So many different numbers have a tick each; more of them have round ones.
    private static let fewValues = 6
    /// The longest label of a tick that is no round number.
    private static let longestLabel = 7

    /// An axis of numbers.
    ///
    /// - Parameter scale: How they are spread. `nil`, which is the default, takes logarithmic where all of them are above 0
    ///   and the largest is more than a hundred times the smallest, else linear. NaN and infinities do not count.
    public init(_ title: String, numbers: [Double?], scale: ScaleKind? = nil) {
        self.title = title
        content = .numbers(numbers, scale: scale ?? ParallelAxis.usualScale(of: numbers))
    }

    private static func usualScale(of numbers: [Double?]) -> ScaleKind {
        let finite = numbers.lazy.compactMap { $0 }.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max(), low > 0 else { return .linear }
        return high / low > widestLinearRatio ? .logarithmic : .linear
    }

    /// An axis of names.
    public init(_ title: String, categories: [String?]) {
        self.title = title
        content = .categories(categories)
    }

    /// How many runs it has values for, the missing ones included.
    var count: Int {
        switch content {
        case .numbers(let numbers, _): numbers.count
        case .categories(let names): names.count
        }
    }

    /// The value of a run that its axis can show.
    func number(of run: Int) -> Double? {
        guard case .numbers(let numbers, let kind) = content, numbers.indices.contains(run),
            let value = numbers[run], kind.canShow(value)
        else { return nil }
        return value
    }

    /// Why a run has no place on the axis; `nil` when it has one.
    func gap(of run: Int) -> ParallelGap? {
        switch content {
        case .numbers(let numbers, let kind):
            ParallelGap(numbers.indices.contains(run) ? numbers[run] : nil, on: kind)
        case .categories(let names): names.indices.contains(run) && names[run] != nil ? nil : .missing
        }
    }

    /// The different names in the order they first occur.
    var names: [String] {
        guard case .categories(let all) = content else { return [] }
        var seen: Set<String> = []
        return all.compactMap { $0 }.filter { seen.insert($0).inserted }
    }

    /// The numbers the axis must reach; `nil` when there are none.
    var range: ClosedRange<Double>? {
        guard case .numbers(let numbers, let kind) = content else { return nil }
        var range: ClosedRange<Double>?
        for case let value? in numbers where kind.canShow(value) {
            range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
        }
        return range
    }

    /// Where ticks stand: at the numbers themselves, if those are few and short to write; empty for round numbers.
    ///
    /// Between the sizes of batches 32 and 64 there is nothing to be labelled. Times and durations, whose labels are no
    /// numbers, have round ones.
    var ticks: [Double] {
        guard case .numbers(let numbers, let kind) = content, kind.writesNumbers else { return [] }
        var different: Set<Double> = []
        for case let value? in numbers where kind.canShow(value) {
            different.insert(value)
            guard different.count <= ParallelAxis.fewValues else { return [] }
        }
        let values = different.sorted()
        let areShort = TickLabel.labels(for: values).allSatisfy { $0.count <= ParallelAxis.longestLabel }
        return areShort ? values : []
    }

    /// Whether every number is whole, as sizes of batches are.
    var isWhole: Bool {
        guard case .numbers(let numbers, .linear) = content else { return false }
        return numbers.allSatisfy { $0.map { $0 == $0.rounded() || !$0.isFinite } ?? true }
    }
}
