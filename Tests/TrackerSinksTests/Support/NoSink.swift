import TrainingLog

/// What stands where no sink could be made.
final class NoSink: LogSink {
    let name = "none"
    let logType = LogType(kind: "none", place: "")
    func takes(_ content: LogEntry.Content) -> Bool { false }
    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] { [] }
    func finish(_ ending: RunEnding?) async throws {}
}
