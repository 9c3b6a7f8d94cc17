/// What the holder of a token may do. Each role may do what the ones before it may.
public enum AccessRole: String, CaseIterable, Comparable, Sendable {
    /// Look and search.
    case read
    /// Log, create and change as well.
    case write
    /// Delete and restore as well.
    case admin

    /// A role comes before those that may do more.
    public static func < (left: AccessRole, right: AccessRole) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .read: 0
        case .write: 1
        case .admin: 2
        }
    }
}
