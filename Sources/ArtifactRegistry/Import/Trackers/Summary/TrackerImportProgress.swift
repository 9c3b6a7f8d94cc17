/// How far an import has come.
public struct TrackerImportProgress: Hashable, Sendable {
    /// Runs that were met so far.
    public var runs = 0
    /// Points that were read so far, stored ones and those that were there already.
    public var points = 0
    /// Where the run lies that is being read.
    public var place = ""
}
