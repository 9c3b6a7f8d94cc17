import RegistryCore
import Synchronization

/// Counts the calls under way, so that closing can wait for them and later ones are refused.
final class CallGate: Sendable {
    private struct State {
        var isClosed = false
        var underWay = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Lets a call in.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` behind ``close()``.
    func enter(_ place: String) throws(RegistryError) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.underWay += 1 }
            return state.isClosed
        }
        if isClosed { throw Self.closed(place) }
    }

    /// The error of a call behind ``close()``.
    static func closed(_ place: String) -> RegistryError {
        RegistryError(.unavailable, "The store (\(place)) has been closed. Open it again.")
    }

    /// Lets a call out.
    func leave() {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.underWay -= 1
            guard state.underWay == 0 else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Refuses further calls and returns when none is under way.
    func close() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                if state.underWay > 0 { state.waiting.append(continuation) }
                return state.underWay == 0
            }
            if isEmpty { continuation.resume() }
        }
    }
}
