import RegistryCore
import Synchronization
import TrainingLog

/// Where so many meet: each waits until all are there.
final class Meeting: Sendable {
    private let state: Mutex<(missing: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(of count: Int) { state = Mutex((count, [])) }

    /// Has nobody wait any more.
    func end() {
        let free = state.withLock { state in
            defer { state = (0, []) }
            return state.waiting
        }
        for waiting in free { waiting.resume() }
    }

    /// Arrives, and returns when all have.
    func arrive() async {
        await withCheckedContinuation { continuation in
            let free = state.withLock { state in
                state.missing -= 1
                state.waiting.append(continuation)
                guard state.missing <= 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for waiting in free { waiting.resume() }
        }
    }
}

/// A sink that takes everything, and whose end waits for a meeting.
final class MeetingSink: LogSink {
    let name = "meeting"
    let logType = LogType(kind: "meeting", place: "nowhere")
    private let meeting: Meeting

    init(_ meeting: Meeting) { self.meeting = meeting }

    /// To be added to loggers.
    static func added(_ meeting: Meeting) -> AddedSink {
        AddedSink(name: "meeting") { _, _ in MeetingSink(meeting) }
    }

    func takes(_ content: LogEntry.Content) -> Bool { true }
    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] { [] }
    func finish(_ ending: RunEnding?) async throws { await meeting.arrive() }
}
