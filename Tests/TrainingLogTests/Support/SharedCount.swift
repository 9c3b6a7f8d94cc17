import Synchronization

/// A number that tasks count up together.
final class SharedCount: Sendable {
    private let atomic = Atomic<Int>(0)

    var value: Int { atomic.load(ordering: .relaxed) }

    func increment() { atomic.add(1, ordering: .relaxed) }
}
