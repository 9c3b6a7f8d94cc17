/// How long one thing took, done again and again.
package struct Times: Sendable {
    private let sorted: [Duration]

    package init(_ durations: [Duration]) { sorted = durations.sorted() }

    package var median: Duration { within(0.5) }
    package var slowest: Duration { sorted.last ?? .zero }

    /// The time within which a part of them was done: 0.99 for all but one of 100. Zero when there are none.
    package func within(_ part: Double) -> Duration {
        guard let last = sorted.indices.last else { return .zero }
        return sorted[min(last, Int(part * Double(sorted.count)))]
    }
}
