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

    /// An axis of numbers. Default linear.
    public init(_ title: String, numbers: [Double?], scale: ScaleKind = .linear) {
        self.title = title
        content = .numbers(numbers, scale: scale)
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

    /// Whether every number is whole, as sizes of batches are.
    var isWhole: Bool {
        guard case .numbers(let numbers, .linear) = content else { return false }
        return numbers.allSatisfy { $0.map { $0 == $0.rounded() || !$0.isFinite } ?? true }
    }
}
