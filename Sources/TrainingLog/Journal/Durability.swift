/// What a log call has done with a record when it returns.
public enum Durability: Hashable, Sendable {
    /// The record is in the program's memory and will be handed to the operating system within the interval. A crash of
    /// the program may take with it what was logged within the last interval; nothing older. The fastest, and the default
    /// with 200 milliseconds.
    case buffered(Duration)
    /// The operating system has the record: it outlives the program, also `kill -9`. A power failure may take what the
    /// system had not yet put on the disk. Costs a system call for each log call, about two microseconds.
    case written
    /// The disk has the record: it outlives a power failure, if the disk keeps its word. Costs a wait for the disk, from a
    /// tenth of a millisecond to ten; threads that log at the same time share one.
    case synced

    /// Buffered, with the interval that is used unless another is given.
    public static let buffered = Durability.buffered(.milliseconds(200))
}
