public import RegistryCore

/// One record on its way to the sinks.
public struct LogEntry: Sendable {
    /// Its place in the run: 0, 1, 2, … without gaps.
    public let sequence: Int64
    /// When it was logged.
    public let time: WallTime
    /// The record as it is to be kept: `ArtifactID` and `FileList` filled in, without the registry's own fields.
    public let record: Document

    /// An entry.
    public init(sequence: Int64, time: WallTime, record: Document) {
        self.sequence = sequence
        self.time = time
        self.record = record
    }
}
