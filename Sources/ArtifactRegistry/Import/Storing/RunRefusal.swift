import RegistryCore

/// Why an import takes nothing more of a run.
enum RunRefusal: Hashable, Sendable {
    /// It was deleted from the registry while it was being read.
    case deleted
    /// The registry refuses it, with its reason.
    case refused(reason: String)

    init(_ error: RegistryError) {
        self = error.code == .notFound ? .deleted : .refused(reason: error.message)
    }
}
