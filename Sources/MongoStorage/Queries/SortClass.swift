import RegistryCore

/// The types of values in the order of ``SortKey``, as the server can be asked for them.
///
/// The server's own order puts lists and documents between text and bytes, and compares what is in them. Everything
/// else it orders as ``SortKey`` says, which is why a page is put together class by class.
enum SortClass: Int, CaseIterable {
    case null, number, text, binary, objectID, bool, date, list

    /// The class of a value as it stands in a cursor.
    init(of value: Value) {
        switch value {
        case .null: self = .null
        case .int, .double: self = .number
        case .string: self = .text
        case .binary: self = .binary
        case .objectID: self = .objectID
        case .bool: self = .bool
        case .date: self = .date
        case .array, .document: self = .list
        }
    }

    /// The server's names of the types in this class; none for ``null``, to which missing fields belong, and ``list``.
    var typeNames: [Value] {
        switch self {
        case .null, .list: []
        case .number: ["int", "long", "double"]
        case .text: ["string"]
        case .binary: ["binData"]
        case .objectID: ["objectId"]
        case .bool: ["bool"]
        case .date: ["date"]
        }
    }

    /// Whether the values of this class differ from each other.
    var hasOrder: Bool { self != .null && self != .list }

    /// The classes that come behind this one.
    func following(_ direction: SortKey.Direction) -> [SortClass] {
        Self.allCases.filter { direction == .ascending ? $0.rawValue > rawValue : $0.rawValue < rawValue }
            .sorted { ($0.rawValue < $1.rawValue) == (direction == .ascending) }
    }

    /// All classes in a direction.
    static func all(_ direction: SortKey.Direction) -> [SortClass] {
        direction == .ascending ? allCases : allCases.reversed()
    }
}

extension SortKey.Direction {
    /// As the server writes it.
    var number: Value { self == .ascending ? 1 : -1 }
    /// The operator for values that come behind another.
    var comparison: String { self == .ascending ? "$gt" : "$lt" }
}
