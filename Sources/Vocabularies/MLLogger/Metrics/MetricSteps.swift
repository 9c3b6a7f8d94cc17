/// The steps that the latest values of a metric stand at. As long as they follow each other evenly, which they mostly do, two numbers say all of them.
struct MetricSteps {
    private enum Content {
        case none
        /// The step of the metric's first value, and how far it is from each value to the next.
        case even(first: Int64, distance: Int64)
        /// The steps of the values that are kept, each at the remainder of its number by the limit.
        case each([Int64])
    }

    /// So many are kept.
    private let limit: Int
    private var content = Content.none
    private var count = 0

    init(limit: Int) { self.limit = limit }

    /// The step of a value, by how many came before it; it is one of those that are kept.
    subscript(_ number: Int) -> Int64 {
        switch content {
        case .none: 0
        // What is asked for was added once without an overflow.
        case .even(let first, let distance): first &+ Int64(number) &* distance
        case .each(let steps): steps[number % limit]
        }
    }

    mutating func add(_ step: Int64) {
        defer { count += 1 }
        switch content {
        case .none: content = .even(first: step, distance: 0)
        case .even(let first, let distance):
            let last = self[count - 1]
            let (new, isTooFar) = step.subtractingReportingOverflow(last)
            if !isTooFar, count == 1 {
                content = .even(first: first, distance: new)
            } else if isTooFar || new != distance {
                // The list is by remainders: the first ones stand at their numbers.
                let kept = max(0, count - limit)..<count
                var steps = [Int64](repeating: 0, count: min(count, limit))
                for number in kept { steps[number % limit] = self[number] }
                content = .each(steps)
                append(step)
            }
        case .each: append(step)
        }
    }

    private mutating func append(_ step: Int64) {
        guard case .each(var steps) = content else { return }
        // Else the list would be copied.
        content = .none
        if steps.count < limit { steps.append(step) } else { steps[count % limit] = step }
        content = .each(steps)
    }
}
