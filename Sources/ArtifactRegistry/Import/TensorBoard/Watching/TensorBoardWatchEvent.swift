public import RegistryCore

/// What happens while a log directory is followed.
public enum TensorBoardWatchEvent: Sendable {
    /// The log directory is not there, or cannot be read; said once until it is.
    case missing(RegistryError)
    /// Something new was read.
    case imported(TensorBoardImportSummary)
    /// The store failed; the same is tried again after a while.
    case failed(RegistryError, nextTry: Duration)
}
