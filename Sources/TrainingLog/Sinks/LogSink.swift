public import RegistryCore

/// A place that entries go to.
///
/// Each sink is owned by one lane, a task that makes it and calls it, one call at a time, so that a sink needs no lock. The
/// lane calls ``restore(_:)`` first, then for each portion of the journal ``prepare(for:)`` and ``deliver(_:)``, from time to time
/// ``checkpoint()`` and ``giveSign(at:)``, and at the end ``finish(_:)``.
///
/// A sink must keep to this. Entries come in the order of their sequence numbers. When a call threw, the lane waits a while
/// and calls it again with the same entries; those that had arrived must not arrive twice. After a crash a new sink is
/// restored from the last checkpoint that was kept, and gets everything behind it again: what had arrived behind the
/// checkpoint must be recognised, or cut off. (`SinkContract` of the tests checks a sink for all of this.)
public protocol LogSink: AnyObject {
    /// What people call it, in messages: `CSV`.
    var name: String { get }

    /// The kind of log it keeps and where, as `Logger.getLogTypes()` tells it.
    var logType: LogType { get }

    /// Whether entries that arrived long ago may be given again, without a checkpoint, and change nothing. Default: no.
    var isIdempotent: Bool { get }

    /// Takes up what an earlier sink of this journal left; `state` is what its last ``checkpoint()`` gave, empty at first.
    func restore(_ state: Document) async throws

    /// Whether an entry of this content is for the sink. It is given no others; the start of the run is given to all that
    /// want it.
    func takes(_ content: LogEntry.Content) -> Bool

    /// Whether entries that are nothing but numbers are for the sink. They are not even read for one that says no, which then
    /// takes a fraction of the time. Default: yes.
    var takesNumbers: Bool { get }

    /// Makes ready for entries: a sink that is about to begin a new file notes in its state how it is before.
    ///
    /// - Returns: Whether the state has to be kept before these entries are delivered.
    func prepare(for entries: [LogEntry]) async throws -> Bool

    /// Takes entries.
    ///
    /// - Returns: The entries that can never be taken, with the reason; all others have arrived.
    /// - Throws: Any error when it may go better later.
    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry]

    /// Has the disk keep everything delivered.
    ///
    /// - Returns: What ``restore(_:)`` needs to find this place again.
    func checkpoint() async throws -> Document

    /// Says where others look that the run is alive.
    func giveSign(at time: WallTime) async throws

    /// Ends the log: no entries will follow. It is called again when it threw.
    ///
    /// - Parameter ending: How the run ended; `nil` when its process died without saying.
    /// - Throws: ``PermanentFailure`` when calling again is useless, any other error when it may go better later.
    func finish(_ ending: RunEnding?) async throws
}

/// How a run ended.
public struct RunEnding: Hashable, Sendable {
    /// Whether it finished, failed or was killed.
    public var status: RunStatus
    /// When.
    public var time: WallTime
    /// Why, when it did not end well.
    public var message: String?

    /// An ending.
    public init(status: RunStatus, time: WallTime, message: String? = nil) {
        self.status = status
        self.time = time
        self.message = message
    }
}

extension LogSink {
    /// Entries that arrived long ago must not come again.
    public var isIdempotent: Bool { false }
    /// Nothing to take up.
    public func restore(_ state: Document) async throws {}
    /// Numbers are read, and ``takes(_:)`` is asked.
    public var takesNumbers: Bool { true }
    /// Nothing to make ready.
    public func prepare(for entries: [LogEntry]) async throws -> Bool { false }
    /// Nothing to keep: everything delivered is safe already.
    public func checkpoint() async throws -> Document { [:] }
    /// Nobody looks here for signs of life.
    public func giveSign(at time: WallTime) async throws {}
}
