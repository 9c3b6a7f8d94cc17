/// What the stores keep ready for a collection beside the records themselves.
///
/// Both stores build their indexes from this one list.
public struct CollectionTraits: Sendable {
    /// Fields by which records are found without looking at all of them, also by a prefix of their text.
    public let indexed: [FieldPath]

    /// Fields whose values are counted as records come and go, so that groups of millions of records are known at once.
    /// Every one is also in ``indexed``.
    public let counted: [FieldPath]

    /// The traits of a collection; collections of the user's own have none.
    public static func of(_ collection: CollectionName) -> CollectionTraits {
        switch collection {
        case .artifacts: artifacts
        case .runs: runs
        case .files: files
        default: others
        }
    }

    // Asked for with each record that is stored: made once.
    private static let artifacts = CollectionTraits(
        indexed: ["ModelName", "ExperimentName", "ArtifactID", "_run", "_metadataKeys"],
        counted: ["ModelName", "ExperimentName"])
    private static let runs = CollectionTraits(
        indexed: ["experiment", "name", "status", "startTime"], counted: ["experiment", "status"])
    private static let files = CollectionTraits(indexed: ["file", "_run", "sha256"], counted: [])
    private static let others = CollectionTraits(indexed: [], counted: [])
}
