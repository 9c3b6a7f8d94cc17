import Synchronization

/// Which norms were missing in a step of a training; copies of its ``TrainingStages`` have it together.
final class MissingNorms: Sendable {
    private let tags = Mutex<Set<String>>([])

    /// Whether it is missing for the first time.
    func isFirst(_ tag: String) -> Bool { tags.withLock { $0.insert(tag).inserted } }
}
