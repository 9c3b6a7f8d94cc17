import Synchronization

/// What stands before names of phases, spinners and bars.
final class Prefix: Sendable {
    private let text = Mutex("")

    func set(_ prefix: String) { text.withLock { $0 = prefix } }

    func before(_ name: String) -> String { text.withLock { $0.isEmpty ? name : "\($0) \(name)" } }
}
