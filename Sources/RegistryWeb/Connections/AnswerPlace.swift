import HTTPTypes
import Synchronization

/// The room that one answer takes, from when it is found to be large until its client has taken it.
///
/// Who makes a large answer says so while it makes it: many of them at once would otherwise fill the memory before the first
/// is counted.
final class AnswerPlace: Sendable {
    /// That of the request that is being answered; `nil` outside of one.
    @TaskLocal static var current: AnswerPlace?

    private struct State {
        var size = 0
        var isStreamed = false
    }

    private let room: AnswerRoom
    private let state = Mutex(State())

    init(in room: AnswerRoom) { self.room = room }

    deinit { room.give(state.withLock { $0.size }) }

    /// Whether the answer is read while it is sent, so that it takes no room, whatever its length.
    var isStreamed: Bool { state.withLock { $0.isStreamed } }

    /// Notes that the answer is read while it is sent.
    func stream() { state.withLock { $0.isStreamed = true } }

    /// Takes as much room as an answer needs, by what is known or supposed of it; or gives back what it does not need.
    ///
    /// - Throws: ``RequestRefusal`` with `tooManyAnswers` when others have the room. What is held already is kept.
    func take(_ bytes: Int) throws(RequestRefusal) {
        let isFree = state.withLock { state in
            guard room.exchange(state.size, for: bytes) else { return false }
            state.size = bytes
            return true
        }
        guard isFree else {
            throw RequestRefusal(
                .tooManyAnswers, "Too many large answers wait for clients that read slowly. Try again in a while.",
                fields: [.retryAfter: "10"])
        }
    }

    /// Waits until this answer may be made, when it is known to be a large one: few are made at a time.
    ///
    /// - Parameter bytes: how large it will be, about.
    /// - Returns: what has to be held until it is made.
    /// - Throws: as ``take(_:)``, and `CancellationError` when the task is cancelled.
    func begin(_ bytes: Int) async throws -> Turns.Turn {
        try take(bytes)
        return try await room.makers.take()
    }
}
