/// Where a store keeps its records, and how patient it is.
public struct SQLiteConfiguration: Hashable, Sendable {
    /// The database's file. Its folder must exist. Two companions, `-wal` and `-shm`, lie beside it while it is open.
    public var path: String

    /// How long any one call may take, waiting for its turn included. Default: 30 seconds; a day at most.
    public var timeLimit: Duration

    /// How long a call waits while another program holds the database. Default: 5 seconds; never longer than
    /// ``timeLimit``.
    public var busyTimeout: Duration

    /// How many calls may read at the same time, at least 1. Default: 4. There is always one writer beside them.
    public var readerCount: Int

    /// Whether the file must be a registry already: one that is not there, and one without anything in it, are then refused
    /// and left as they are. Default: no, they become one.
    public var mustExist: Bool

    /// A database at a path, a relative one from the working folder. See the properties for the defaults.
    public init(
        path: String, timeLimit: Duration = .seconds(30), busyTimeout: Duration = .seconds(5), readerCount: Int = 4,
        mustExist: Bool = false
    ) {
        self.path = path
        self.timeLimit = min(timeLimit, .seconds(86_400))
        self.busyTimeout = busyTimeout
        self.readerCount = readerCount
        self.mustExist = mustExist
    }
}
