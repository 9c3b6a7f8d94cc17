/// How much a journal may hold, and what happens beyond.
struct JournalLimits: Sendable {
    /// From how many bytes on a segment is full and the next one begins.
    var segmentInBytes = 16 << 20
    /// How many bytes may lie on the disk; one segment more, or one record, at most.
    var diskInBytes: Int
    /// How many bytes may wait in memory for a disk that is slow or full.
    var memoryInBytes = 16 << 20
    /// From how many bytes on a log call waits for the writing, when the disk takes it and the thread that writes is not given
    /// a core: else a training faster than that thread fills the memory that is meant for a full disk.
    var backlogInBytes = 2 << 20
    /// What to do with a record that does not fit.
    var policy: FullJournalPolicy
    /// Whether segments stay that every sink has passed.
    var keepsSegments = false
}
