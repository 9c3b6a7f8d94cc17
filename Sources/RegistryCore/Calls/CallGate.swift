import Synchronization

/// Counts a store's calls under way, and lets the store close when the last one has ended.
package final class CallGate: Sendable {
    private struct State {
        var isClosed = false
        var callsUnderWay = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// What a call behind ``close()`` throws.
    package let closed: RegistryError

    private let state = Mutex(State())

    /// An open gate.
    ///
    /// - Parameter place: the store, as it is named in errors: `The database a.sqlite`.
    package init(of place: String) {
        closed = RegistryError(.unavailable, "\(place) has been closed. Open it again.")
    }

    /// Begins a call, which ends with ``leave()``.
    ///
    /// - Throws: ``closed`` behind ``close()``.
    package func enter() throws(RegistryError) {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.callsUnderWay += 1 }
            return !state.isClosed
        }
        guard isOpen else { throw closed }
    }

    /// Ends a call.
    package func leave() {
        let ready = state.withLock { state in
            state.callsUnderWay -= 1
            guard state.callsUnderWay == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in ready { continuation.resume() }
    }

    /// Lets no further call in, and returns when none is under way. `true` for the first to close.
    @discardableResult
    package func close() async -> Bool {
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
