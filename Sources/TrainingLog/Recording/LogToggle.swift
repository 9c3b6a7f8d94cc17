import Synchronization

/// Whether a logger's calls log.
final class LogToggle: Sendable {
    private let value = Atomic<Bool>(true)

    var isOn: Bool {
        get { value.load(ordering: .relaxed) }
        set { value.store(newValue, ordering: .relaxed) }
    }
}
