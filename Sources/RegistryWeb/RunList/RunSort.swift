import RegistryCore

/// In which order the list of runs is: by one field, runs that lack it last.
struct RunSort: Hashable, Sendable {
    /// The newest run first.
    static let usual = RunSort(field: .started, isDescending: true)

    let field: RunField
    let isDescending: Bool

    init(field: RunField, isDescending: Bool) {
        self.field = field
        self.isDescending = isDescending
    }

    /// Reads `metrics.loss`, or `-metrics.loss` for the largest first.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a field that is none, or that no store can sort by.
    init(_ text: String) throws(RegistryError) {
        isDescending = text.hasPrefix("-")
        field = try RunField(isDescending ? String(text.dropFirst()) : text)
        guard field.path != nil else {
            throw RegistryError(.invalidArgument, "Runs cannot be sorted by \(field.text); sort by started or ended.")
        }
    }

    /// The text that ``init(_:)`` reads.
    var text: String { (isDescending ? "-" : "") + field.text }

    /// The stores' sort keys.
    var keys: [SortKey] {
        let direction: SortKey.Direction = isDescending ? .descending : .ascending
        let paths = field.paths
        return paths.first.map { [SortKey($0, direction, otherwise: Array(paths.dropFirst()))] } ?? []
    }

    /// Which runs have something to sort by; `nil` when all of them have, or when the stores' own order has the others last.
    var present: Filter? {
        guard field.isOptional, !isDescending, field.path != nil else { return nil }
        return .any(of: field.paths, meets: .not(.oneOf([.null, .double(.nan)])))
    }

    /// This sort as a click on its column's head, or another one's, changes it: numbers begin with the greatest, text with A.
    func clicked(on other: RunField, isNumeric: Bool) -> RunSort {
        guard other == field else { return RunSort(field: other, isDescending: isNumeric || other == .started) }
        return RunSort(field: field, isDescending: !isDescending)
    }
}
