import RegistryCore

extension RunListView {
    /// The address that shows this view; what has its default is left out.
    var address: String { address(at: "/runs") }

    /// The view as the fields of an address.
    var fields: FormFields {
        var fields = FormFields()
        if !condition.isEmpty { fields.append("filter", condition) }
        if sort != .usual { fields.append("sort", sort.text) }
        if let columns {
            for column in columns { fields.append("col", column.text) }
            if columns.isEmpty { fields.append("col", "") }
        }
        appendGroupings(to: &fields)
        for name in within { fields.append("in", name.description) }
        for run in pinned { fields.append("pin", run.description) }
        for run in hidden { fields.append("hide", run.description) }
        for width in widths { fields.append("width", width.text) }
        if limit != Self.runsInPage { fields.append("rows", String(limit)) }
        if let cursor { fields.append("cursor", cursor) }
        return fields
    }

    /// Where what is being run now is listed.
    static let liveCondition = "status = 'running'"

    /// The class of a column that has a width of its own; `nil` for one as wide as suits it.
    func widthName(of field: RunField) -> String? { widths.first { $0.field == field }?.name }

    /// The address of this view at a path.
    func address(at path: String, adding more: [(String, String)] = []) -> String {
        var fields = fields
        for (name, value) in more { fields.append(name, value) }
        return fields.elements.isEmpty ? path : "\(path)?\(fields.encoded)"
    }

    private func appendGroupings(to fields: inout FormFields) {
        guard groupings.contains(where: { $0.text.contains(",") }) else {
            if !groupings.isEmpty { fields.append("group", groupings.map(\.text).joined(separator: ",")) }
            return
        }
        for grouping in groupings { fields.append("group", grouping.text) }
        // Two fields at least: one alone would be taken for a list.
        if groupings.count == 1 { fields.append("group", "") }
    }

    /// This view with something changed, from its first page on.
    func with(_ change: (inout RunListView) -> Void) -> RunListView {
        var copy = self
        copy.cursor = nil
        change(&copy)
        return copy
    }
}
