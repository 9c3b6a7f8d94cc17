import Synchronization

/// How far a transfer is.
public struct TransferProgress: Hashable, Sendable {
    /// Is told of progress, from any thread, never twice at a time, with numbers that grow.
    public typealias Observer = @Sendable (TransferProgress) -> Void

    /// How many bytes have arrived.
    public var bytes: Int64

    /// How many there are; `nil` while that is not known.
    public var total: Int64?

    /// Makes one.
    public init(bytes: Int64, total: Int64?) {
        self.bytes = bytes
        self.total = total
    }

    /// Adds up what parts of a transfer do at the same time.
    package final class Counter: Sendable {
        private let bytes = Mutex<Int64>(0)
        private let total: Int64?
        private let observer: Observer?

        package init(total: Int64?, observer: Observer?) {
            self.total = total
            self.observer = observer
        }

        package func add(_ count: Int) {
            guard let observer else { return }
            // Told under the lock: otherwise a smaller number could be told after a larger one.
            bytes.withLock {
                $0 += Int64(count)
                observer(TransferProgress(bytes: $0, total: total))
            }
        }
    }
}
