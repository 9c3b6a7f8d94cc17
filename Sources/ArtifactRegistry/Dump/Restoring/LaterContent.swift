/// What came to a registry while it was copied, after the copy had passed by.
public struct LaterContent: Hashable, Sendable {
    /// How many records; what was changed in records that were there is not counted.
    public internal(set) var records: Int64 = 0
    /// How many points, of all series.
    public internal(set) var points: Int64 = 0
    /// How many lines of the logs of runs that were going on.
    public internal(set) var lines: Int64 = 0

    /// Whether there is any of it.
    public var isAnything: Bool { records > 0 || points > 0 || lines > 0 }
}

extension LaterContent: CustomStringConvertible {
    /// As `3 records, 120 points, 2 lines of logs`.
    public var description: String { "\(records) records, \(points) points, \(lines) lines of logs" }
}
