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

    /// Which way; ascending unless said.
    public var direction: Direction

    /// Order by a field.
    public init(_ path: FieldPath, _ direction: Direction = .ascending) {
        self.path = path
        self.direction = direction
    }
}
