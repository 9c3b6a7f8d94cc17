import RegistryCore

/// What the list of runs shows; it stands in the address.
struct RunListView: Sendable {
    /// How many runs one page shows.
    static let runsInPage = 50

    /// The condition; empty for all runs.
    var condition = ""
    /// Where the page begins.
    var cursor: String?

    init(_ fields: FormFields) {
        condition = fields["filter"] ?? ""
        cursor = fields["cursor"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The address that shows this view.
    var address: String {
        var fields = FormFields()
        if !condition.isEmpty { fields.append("filter", condition) }
        if let cursor { fields.append("cursor", cursor) }
        return fields.elements.isEmpty ? "/runs" : "/runs?\(fields.encoded)"
    }

    /// The question for the page.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a condition or cursor that is none.
    func query() throws(RegistryError) -> Query {
        Query(
            condition.isEmpty ? .everything : try Filter(expression: condition, in: .runs),
            sort: [SortKey("startTime", .descending)], limit: Self.runsInPage,
            cursor: try cursor.map { text throws(RegistryError) in try PageCursor(text) })
    }
}
