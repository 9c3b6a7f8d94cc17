/// One key by which records are put in order.
///
/// Values of one type compare among themselves; between types the order is null or missing, numbers, text, bytes,
/// ObjectIDs, true and false, dates, and last lists and documents, all of which are equal to each other. Records that
/// are equal by every key come in the order of their `_id`, in the direction of the last key. Where a path meets a list on its way, the
/// record counts as having a list.
public struct SortKey: Hashable, Sendable {
    /// Which way.
    public enum Direction: Hashable, Sendable {
        /// Smallest first.
        case ascending
        /// Largest first.
        case descending
    }

    /// The field to compare.
    public var path: FieldPath

    /// Where the value stands in records that have none, or null, at ``path``: the first of these that has one. None unless
    /// said. A value that is found elsewhere than in ``path`` is never read from an index.
    public var otherPaths: [FieldPath] = []

    /// Which way; ascending unless said.
    public var direction: Direction

    /// Every place the value may stand at, in the order in which they are asked.
    package var paths: [FieldPath] { [path] + otherPaths }

    /// Order by a field.
    public init(_ path: FieldPath, _ direction: Direction = .ascending, otherwise otherPaths: [FieldPath] = []) {
        self.path = path
        self.direction = direction
        self.otherPaths = otherPaths
    }
}
