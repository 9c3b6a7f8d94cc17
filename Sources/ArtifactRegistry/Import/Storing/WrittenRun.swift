import RegistryCore

/// A run of the registry while an import writes to it.
class WrittenRun {
    let id: RunID
    /// Why nothing more is taken.
    var refusal: RunRefusal?
    /// Whether something was stored that the record does not tell of yet.
    var hasNews = false

    init(id: RunID) { self.id = id }
}
