import RegistryCore

/// What the list of runs shows. All of it stands in the address, so that a link, a reload and the way back show the same.
struct RunListView: Sendable {
    /// How many runs one page shows unless the address says otherwise.
    static let runsInPage = 50
    /// The most runs one page shows.
    static let mostInPage = 200
    /// The most columns besides the name.
    static let mostColumns = 60
    /// The most fields to group by, one within the other.
    static let mostGroupings = 4
    /// The most runs that are pinned.
    static let mostPinned = 20
    /// The most runs that are hidden.
    static let mostHidden = 100

    /// The condition; empty for all runs.
    var condition = ""
    /// Where the page begins.
    var cursor: String?
    var sort = RunSort.usual
    /// The columns besides the name; `nil` for those that suit the runs.
    var columns: [RunField]?
    /// The fields by which runs are grouped, the outermost first.
    var groupings: [RunField] = []
    /// The group that is shown: a value for each grouping, from the outermost on.
    var within: [GroupName] = []
    /// Runs that stand above all others.
    var pinned: [RunID] = []
    /// Runs that are not shown.
    var hidden: [RunID] = []
    /// The columns that somebody made wider or narrower, the name among them.
    var widths: [ColumnWidth] = []
    /// How many runs a page shows.
    var limit = Self.runsInPage

    init() {}

    /// Reads the fields of an address or a form. What is missing has its default.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, which names what cannot be used.
    init(_ fields: FormFields) throws(RegistryError) {
        condition = fields["filter"] ?? ""
        cursor = fields.filled("cursor")
        if let text = fields.filled("sort") { sort = try RunSort(text) }
        let names = fields.all("col")
        if !names.isEmpty { columns = try Self.fields(names, atMost: Self.mostColumns, what: "columns") }
        groupings = try Self.fields(Self.split(fields.all("group")), atMost: Self.mostGroupings, what: "groupings")
        if let field = groupings.first(where: { $0.path == nil }) {
            throw RegistryError(.invalidArgument, "Runs cannot be grouped by \(field.text).")
        }
        for text in fields.all("in") { within.append(try GroupName(text)) }
        guard within.count <= groupings.count else {
            throw RegistryError(.invalidArgument, "The address names a group within a group that there is not.")
        }
        pinned = try Self.runs(fields.all("pin"), atMost: Self.mostPinned, what: "pinned")
        hidden = try Self.runs(fields.all("hide"), atMost: Self.mostHidden, what: "hidden")
        for text in fields.all("width") where !text.isEmpty {
            let width = try ColumnWidth(text)
            // The last one counts.
            widths.removeAll { $0.field == width.field }
            widths.append(width)
        }
        guard widths.count <= Self.mostColumns + 1 else {
            throw RegistryError(.invalidArgument, "At most \(Self.mostColumns + 1) columns have a width of their own.")
        }
        limit = try fields.number("rows", in: 1...Self.mostInPage) ?? Self.runsInPage
    }

    /// Only the condition of an address that cannot be used: what the search box shows then.
    static func unusable(_ fields: FormFields) -> RunListView {
        var view = RunListView()
        view.condition = fields["filter"] ?? ""
        return view
    }

    /// Whether groups are shown, and not the runs of one.
    var showsGroups: Bool { within.count < groupings.count }

    /// The runs that are shown: those that meet the condition and are in the group.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a condition that is none.
    func filter() throws(RegistryError) -> Filter {
        var parts: [Filter] = condition.isEmpty ? [] : [try Filter(expression: condition, in: .runs)]
        for (field, name) in zip(groupings, within) {
            if field.path != nil { parts.append(field.filter(equal: name.value)) }
        }
        let others = hidden + pinned
        if !others.isEmpty { parts.append(.not(.field("_id", .oneOf(others.map { .string($0.description) })))) }
        return parts.isEmpty ? .everything : parts.count == 1 ? parts[0] : .and(parts)
    }

    private static func fields(
        _ names: [String], atMost most: Int, what: String
    ) throws(RegistryError) -> [RunField] {
        var fields: [RunField] = []
        for name in names where !name.isEmpty {
            let field = try RunField(name)
            if field != .name || what != "columns", !fields.contains(field) { fields.append(field) }
        }
        guard fields.count <= most else {
            throw RegistryError(.invalidArgument, "There are at most \(most) \(what); the address has \(fields.count).")
        }
        return fields
    }

    private static func runs(_ texts: [String], atMost most: Int, what: String) throws(RegistryError) -> [RunID] {
        var runs: [RunID] = []
        for text in texts where !text.isEmpty {
            guard let run = RunID(text) else {
                throw RegistryError(.invalidArgument, "A run's identifier is 32 hexadecimal digits.")
            }
            if !runs.contains(run) { runs.append(run) }
        }
        guard runs.count <= most else {
            throw RegistryError(.invalidArgument, "At most \(most) runs can be \(what) at a time.")
        }
        return runs
    }

    /// One text is a list as people write it, `experiment,params.lr`; of several, each is a field.
    private static func split(_ texts: [String]) -> [String] {
        guard texts.count == 1, let text = texts.first else { return texts }
        var fields: [String] = []
        for part in text.split(separator: ",").map(String.init) {
            // A comma may be part of a name: what names no field belongs to the one before.
            if let last = fields.last, (try? RunField(part)) == nil {
                fields[fields.count - 1] = "\(last),\(part)"
            } else {
                fields.append(part)
            }
        }
        return fields
    }
}

extension FormFields {
    /// The first value of a name, when it is not empty.
    fileprivate func filled(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }
}
