import RegistryCore
import Synchronization

/// Counts the calls under way, and lets a store close when the last one has ended.
final class CallGate: Sendable {
    private struct State {
        var isClosed = false
        var callsUnderWay = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Begins a call.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when the store is closed.
    func enter() throws(RegistryError) {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.callsUnderWay += 1 }
            return !state.isClosed
        }
        guard isOpen else {
            throw RegistryError(.unavailable, "The database has been closed. Open it again.")
        }
    }

    /// Ends a call.
    func leave() {
        let ready = state.withLock { state in
            state.callsUnderWay -= 1
            guard state.callsUnderWay == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in ready { continuation.resume() }
    }

    /// Lets no further call in, and returns when none is under way. `true` for the first to close.
    func close() async -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.callsUnderWay > 0 { state.waiting.append(continuation) }
                return state.callsUnderWay == 0
            }
            if isIdle { continuation.resume() }
        }
        return isFirst
    }
}
