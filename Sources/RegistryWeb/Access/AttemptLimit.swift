import RegistryCore
import Synchronization

/// How many wrong tokens are listened to: some from each address, more from all together.
///
/// Within a minute. When too many came from all together, addresses that a right token came from before are still heard:
/// otherwise whoever has many addresses could keep everybody out.
final class AttemptLimit: Sendable {
    /// What came of an attempt.
    enum Verdict: Equatable {
        case accepted, rejected
        /// It was not looked at; after so many seconds it is again.
        case tooMany(secondsToWait: Int)
    }

    /// How many wrong tokens of one address are looked at within a minute: 10.
    static let mostPerAddress = 10

    /// How many wrong tokens of all addresses are looked at within a minute: 100.
    static let most = 100

    /// The most addresses that are remembered for a right token: 1,000.
    static let mostKnown = 1_000

    private static let minute: Int64 = 60_000

    private struct State {
        var start: WallTime
        var failures: [String: Int] = [:]
        var count = 0
        /// The addresses that a right token came from, the latest last.
        var known: [String] = []
    }

    private let now: @Sendable () -> WallTime
    private let state: Mutex<State>

    init(now: @escaping @Sendable () -> WallTime) {
        self.now = now
        state = Mutex(State(start: now()))
    }

    /// Counts an attempt, and makes it unless there were too many. Attempts at the same time cannot exceed the limit.
    ///
    /// - Parameters:
    ///   - address: where it comes from.
    ///   - isRight: looks whether the token is a right one; must be quick.
    func attempt(from address: String, isRight: () -> Bool) -> Verdict {
        state.withLock { state in
            let now = self.now()
            let age = now.millisecondsSince1970 - state.start.millisecondsSince1970
            if !(0..<Self.minute).contains(age) {
                state.start = now
                state.failures = [:]
                state.count = 0
            }
            let isKnown = state.known.contains(address)
            if state.failures[address, default: 0] >= Self.mostPerAddress || (state.count >= Self.most && !isKnown) {
                let rest = state.start.millisecondsSince1970 + Self.minute - now.millisecondsSince1970
                return .tooMany(secondsToWait: Int((rest + 999) / 1_000))
            }
            guard isRight() else {
                state.failures[address, default: 0] += 1
                state.count += 1
                return .rejected
            }
            if !isKnown {
                state.known.append(address)
                if state.known.count > Self.mostKnown { state.known.removeFirst() }
            }
            return .accepted
        }
    }
}
