public import RegistryCore

/// A place that records go to.
///
/// Each sink is owned by one lane, a task that makes it and calls it, one call at a time, so that a sink needs no lock.
/// A sink must keep to this: entries come in the order of their sequence numbers; when a call threw, the lane waits a
/// while and gives the same entries again, and entries that had arrived before must not arrive twice.
public protocol LogSink: AnyObject {
    /// What people call it, in messages: `CSV`.
    var name: String { get }

    /// The kind of log it keeps and where, as `Logger.getLogTypes()` tells it.
    var logType: LogType { get }

    /// Takes entries.
    ///
    /// - Returns: The entries that can never be taken, with the reason; all others have arrived.
    /// - Throws: Any error when it may go better later.
    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry]

    /// Ends the log: no entries will follow. It is called again when it threw.
    ///
    /// - Throws: ``PermanentFailure`` when calling again is useless, any other error when it may go better later.
    func finish(_ status: RunStatus) async throws
}
