import ArtifactRegistry
import RegistryCore

/// What the list of files shows. All of it stands in the address, so that a link, a reload and the way back show the same.
struct FileListView: Sendable {
    /// How many files one page shows unless the address says otherwise.
    static let filesInPage = 100
    /// The most files one page shows.
    static let mostInPage = 200

    /// What the files' names contain, or a pattern; empty for all.
    var name = ""
    /// What the kind or the media type contains; empty for all.
    var type = ""
    /// A run's identifier, or a part of its name; empty for all.
    var run = ""
    var sort = FileSort.usual
    /// Where the page begins.
    var cursor: String?
    /// How many files a page shows.
    var limit = Self.filesInPage

    init() {}

    /// Reads the fields of an address. What is missing has its default.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, which names what cannot be used.
    init(_ fields: FormFields) throws(RegistryError) {
        self.init(search: fields)
        cursor = fields["cursor"].flatMap { $0.isEmpty ? nil : $0 }
        if let text = fields["sort"], !text.isEmpty { sort = try FileSort(text) }
        limit = try fields.number("rows", in: 1...Self.mostInPage) ?? Self.filesInPage
    }

    /// Only what is searched, of an address that may have other parts that cannot be used.
    init(search fields: FormFields) {
        name = fields["name"] ?? ""
        type = fields["type"] ?? ""
        run = fields["run"] ?? ""
    }

    /// Whether not all files are shown.
    var isSearch: Bool { !name.isEmpty || !type.isEmpty || !run.isEmpty }

    /// The files that are shown, without the condition on their run.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a pattern that is none.
    func filter() throws(RegistryError) -> Filter {
        var parts: [Filter] = []
        if !name.isEmpty { parts.append(try ArtifactSearch.filter(field: "file", containing: name)) }
        if !type.isEmpty {
            // The original's inserts wrote `type` where its updates wrote `filetype`.
            var kinds: [Filter] = []
            for field in ["filetype", "type", "contentType"] {
                kinds.append(try ArtifactSearch.filter(field: field, containing: type))
            }
            parts.append(.or(kinds))
        }
        return parts.isEmpty ? .everything : .and(parts)
    }

    /// This view with something changed, from its first page on.
    func with(_ change: (inout FileListView) -> Void) -> FileListView {
        var copy = self
        copy.cursor = nil
        change(&copy)
        return copy
    }

    /// The address that shows this view; what has its default is left out.
    var address: String { address() }

    /// The address of this view with more fields.
    func address(adding more: [(String, String)] = []) -> String {
        var fields = FormFields()
        if !name.isEmpty { fields.append("name", name) }
        if !type.isEmpty { fields.append("type", type) }
        if !run.isEmpty { fields.append("run", run) }
        if sort != .usual { fields.append("sort", sort.text) }
        if limit != Self.filesInPage { fields.append("rows", String(limit)) }
        if let cursor { fields.append("cursor", cursor) }
        for (name, value) in more { fields.append(name, value) }
        return fields.elements.isEmpty ? "/files" : "/files?\(fields.encoded)"
    }
}
