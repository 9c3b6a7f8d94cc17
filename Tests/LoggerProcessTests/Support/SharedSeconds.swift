import Synchronization

/// By how many seconds a clock is ahead.
final class SharedSeconds: Sendable {
    private let seconds = Mutex<Int64>(0)

    var value: Int64 {
        get { seconds.withLock { $0 } }
        set { seconds.withLock { $0 = newValue } }
    }
}
