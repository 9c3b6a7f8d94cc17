import RegistryCore
import Synchronization

/// How many wrong tokens are answered as what they are: some from each address, more from all together, within a minute.
///
/// A right token is always let in. Nobody guesses 32 random bytes; but behind one address, a proxy's or an office's, there may be
/// one program with an old token and many with a right one.
final class AttemptLimit: Sendable {
    /// What came of an attempt.
    enum Verdict: Equatable {
        case accepted, rejected
        /// It was wrong like too many before; so many seconds later wrong ones are told so again.
        case tooMany(secondsToWait: Int)
    }

    /// How many wrong tokens of one address are told so within a minute: 10.
    static let mostPerAddress = 10

    /// How many wrong tokens of all addresses are told so within a minute: 100.
    static let most = 100

    private static let minute: Int64 = 60_000

    private struct State {
        var start: WallTime
        var failures: [String: Int] = [:]
        var count = 0
    }

    private let now: @Sendable () -> WallTime
    private let state: Mutex<State>

    init(now: @escaping @Sendable () -> WallTime) {
        self.now = now
        state = Mutex(State(start: now()))
    }

    /// Counts an attempt if it fails. Attempts at the same time cannot exceed the limit.
    ///
    /// - Parameters:
    ///   - address: where it comes from.
    ///   - isRight: looks whether the token is a right one.
    func attempt(from address: String, isRight: () -> Bool) -> Verdict {
        if isRight() { return .accepted }
        return state.withLock { state in
            let now = self.now()
            let age = now.millisecondsSince1970 - state.start.millisecondsSince1970
            if !(0..<Self.minute).contains(age) { state = State(start: now) }
            guard state.failures[address, default: 0] < Self.mostPerAddress, state.count < Self.most else {
                let rest = state.start.millisecondsSince1970 + Self.minute - now.millisecondsSince1970
                return .tooMany(secondsToWait: Int((rest + 999) / 1_000))
            }
            state.failures[address, default: 0] += 1
            state.count += 1
            return .rejected
        }
    }
}
