import RegistryCore
import Synchronization

/// Sequence numbers for what comes without: each greater than the one before, and than all that loggers count to.
///
/// They are made of the time, so that a server that is started again goes on behind those it gave before; and of random
/// bits, so that two servers do not give the same one to different points, of which a store would keep one.
final class SequenceSource: Sendable {
    private static let randomBits: Int64 = 20

    private let last = Mutex<Int64>(0)

    /// The next number.
    func next(at time: WallTime = .now) -> Int64 {
        let milliseconds = min(max(0, time.millisecondsSince1970), Int64.max >> (Self.randomBits + 1))
        let new = milliseconds << Self.randomBits | Int64.random(in: 0..<(1 << Self.randomBits))
        return last.withLock { last in
            last = max(last + 1, new)
            return last
        }
    }
}
