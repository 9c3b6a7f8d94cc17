import ArtifactRegistry
import RegistryCore

/// What the list of artifacts shows: all of it stands in the address, so that a link, a reload and the way back show
/// the same.
struct ArtifactListView: Sendable {
    /// What a search looks at.
    enum SearchTarget: Hashable, Sendable {
        /// Text in a field, or its number.
        case field(String)
        /// The names of metadata.
        case metadata
        /// A condition in the expression language.
        case expression
    }

    /// The most groups one page shows.
    static let mostGroups = 1_000

    /// The field by which artifacts are grouped.
    var groupBy = "ModelName"
    /// What is searched.
    var target = SearchTarget.field("ModelName")
    /// What is searched for; empty for no search.
    var searchText = ""
    /// The one group that is shown; `nil` for all.
    var group: GroupName?
    /// Where the page of that group begins.
    var cursor: String?
    /// The groups that are unfolded; `nil` for the first one.
    var open: [GroupName]?
    /// The CSV files to draw charts of.
    var files: [String] = []
    /// The groups to draw charts of.
    var checked: [GroupName] = []
    /// How many groups are shown at most.
    var groupLimit = 50

    init() {}

    /// Reads the fields of an address or a form. What is missing has its default.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a number or a group's value that is none.
    init(_ fields: FormFields) throws(RegistryError) {
        groupBy = Self.choice(fields["group_by"], other: fields["group_other"]) ?? groupBy
        searchText = (fields["search_value"] ?? "").trimmed
        switch Self.choice(fields["search_field"], other: fields["search_other"]) {
        case nil: break
        // The original's form says Metadata where it means the names of metadata.
        case "Metadata", "metadata": target = .metadata
        case "expression": target = .expression
        case let field?: target = .field(field)
        }
        group = try fields["group"].map { text throws(RegistryError) in try GroupName(text) }
        cursor = fields["cursor"].flatMap { $0.isEmpty ? nil : $0 }
        for text in fields.all("open") { open = (open ?? []) + (text == "none" ? [] : [try GroupName(text)]) }
        for text in fields.all("checked") { checked.append(try GroupName(text)) }
        var seen: Set<String> = []
        for line in fields.all("file").flatMap({ $0.split(whereSeparator: \.isNewline).map(String.init) })
        where seen.insert(line).inserted {
            files.append(line)
        }
        if let text = fields["groups"] {
            guard let limit = Int(text), (1...Self.mostGroups).contains(limit) else {
                throw RegistryError(.invalidArgument, "groups is a number from 1 to \(Self.mostGroups).")
            }
            groupLimit = limit
        }
    }

    /// A menu's value, or the text beside it when the menu says `other`.
    private static func choice(_ menu: String?, other: String?) -> String? {
        let chosen = (menu == "other" ? other : menu)?.trimmed
        return chosen.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether there is a search.
    var isSearch: Bool { !searchText.isEmpty }

    /// Whether there is something to draw.
    var hasSelection: Bool { !files.isEmpty || !checked.isEmpty }

    /// The records that are shown, of all groups.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a search that is none.
    func filter() throws(RegistryError) -> Filter {
        guard isSearch else { return .everything }
        switch target {
        case .metadata: return try ArtifactSearch.filter(metadataKey: searchText)
        case .expression: return try Filter(expression: searchText)
        case .field(let field): return try ArtifactSearch.filter(field: field, containing: searchText)
        }
    }

    /// The field by which artifacts are grouped, as a path.
    func groupPath() throws(RegistryError) -> FieldPath { try FieldPath(groupBy) }

    /// The records of one group.
    func filter(of group: GroupName) throws(RegistryError) -> Filter {
        let inGroup = Filter.field(try groupPath(), .equals(group.value))
        return isSearch ? .and([try filter(), inGroup]) : inGroup
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        let head = drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}
