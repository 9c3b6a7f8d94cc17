import RegistryCore

/// An import that brought in nothing because all that is there is damaged or cannot be read.
enum FruitlessImport {
    /// How it ends. What was damaged, and where, is in the summary, which was printed.
    static let error = RegistryError(
        .corruptData,
        "No run was brought in: what is there is damaged or cannot be read. The reports say what; mend it, and import again."
    )
}
