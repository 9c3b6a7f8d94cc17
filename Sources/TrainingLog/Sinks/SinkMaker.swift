/// How a sink comes to be: it is made in the task that uses it.
struct SinkMaker: Sendable {
    /// The sink's name.
    let name: String
    /// Whether the sink's calls hold up their thread, as work on files does.
    let blocksItsThread: Bool
    /// Makes the sink. Nothing is opened before its first entry.
    let make: @Sendable () -> any LogSink
}
