import RegistryCore

/// Which way an index is read.
enum ScanDirection {
    case ascending
    case descending

    init(_ direction: SortKey.Direction) {
        switch direction {
        case .ascending: self = .ascending
        case .descending: self = .descending
        }
    }

    /// The word behind `ORDER BY id`.
    var keyword: String { self == .ascending ? "ASC" : "DESC" }

    /// How a later key compares with an earlier one.
    var comparison: String { self == .ascending ? ">" : "<" }

    /// What lies before every key.
    var beginning: [UInt8] { self == .ascending ? [] : [0xFF] }

    /// Whether `left` comes before `right`.
    func isInOrder(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        self == .ascending ? left.lexicographicallyPrecedes(right) : right.lexicographicallyPrecedes(left)
    }
}
