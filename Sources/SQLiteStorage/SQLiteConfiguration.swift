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

    /// Whether the file is opened for reading only: what is in it can be read, and writing throws `readOnly`. Default: no.
    ///
    /// Where the folder may not be written and nobody has the file open, it is taken for one that does not change: what other
    /// programs write later is not seen, and the file has to be opened again for that.
    public var isReadOnly: Bool

    /// Whether a file that this user may not write, or whose folder may not be written, is opened for reading only. Default: no,
    /// it is `unavailable`, as suits whoever has to write.
    public var mayBeReadOnly: Bool

    /// A database at a path, a relative one from the working folder. See the properties for the defaults.
    public init(
        path: String, timeLimit: Duration = .seconds(30), busyTimeout: Duration = .seconds(5), readerCount: Int = 4,
        mustExist: Bool = false, isReadOnly: Bool = false, mayBeReadOnly: Bool = false
    ) {
        self.path = path
        self.timeLimit = min(timeLimit, .seconds(86_400))
        self.busyTimeout = busyTimeout
        self.readerCount = readerCount
        self.mustExist = mustExist
        self.isReadOnly = isReadOnly
        self.mayBeReadOnly = mayBeReadOnly
    }
}
