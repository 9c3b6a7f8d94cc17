@testable import LoggerTorture

extension FoundNumbers {
    /// What is missing, there twice, or strange, place by place; empty when all is as it should be.
    ///
    /// - Parameters:
    ///   - required: The numbers that must be everywhere.
    ///   - allowed: The numbers that may be; what a process had not told when it was killed is one of them, or none.
    ///   - hasImages: Whether every hundredth record has one.
    func faults(required: some Sequence<Int>, allowed: ClosedRange<Int>..., hasImages: Bool = true) -> [String] {
        Self.places.filter { hasImages || $0 != Self.images }.flatMap { place in
            let there = counts[place] ?? [:]
            let missing = required.filter { (place != Self.images || $0 % 100 == 0) && there[$0] == nil }
            let doubled = there.filter { $0.value > 1 }.map(\.key)
            let strange = there.keys.filter { number in !allowed.contains { $0.contains(number) } }
            return [("missing from", missing), ("twice in", doubled), ("strange in", strange)]
                .filter { !$0.1.isEmpty }
                .map { "\($0.1.count) \($0.0) \(place), beginning with \($0.1.sorted().prefix(3))" }
        }
    }
}
