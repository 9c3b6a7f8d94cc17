/// How far an import has come.
public struct TensorBoardImportProgress: Hashable, Sendable {
    /// Runs that were met so far.
    public var runs = 0
    /// Points that were read so far, stored ones and those that were there already.
    public var points = 0
    /// The file that is being read, relative to the log directory.
    public var file = ""
}
