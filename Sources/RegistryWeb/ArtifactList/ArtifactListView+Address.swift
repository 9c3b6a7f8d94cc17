extension ArtifactListView {
    /// The address that shows this view; what has its default is left out.
    func address(at path: String = "/") -> String {
        var fields = FormFields()
        let standard = ArtifactListView()
        if groupBy != standard.groupBy { fields.append("group_by", groupBy) }
        if isSearch {
            fields.append("search_field", targetName)
            fields.append("search_value", searchText)
        }
        if let group { fields.append("group", group.description) }
        if let cursor { fields.append("cursor", cursor) }
        if let open {
            if open.isEmpty { fields.append("open", "none") }
            for group in open { fields.append("open", group.description) }
        }
        for group in checked { fields.append("checked", group.description) }
        for file in files { fields.append("file", file) }
        if groupLimit != standard.groupLimit { fields.append("groups", String(groupLimit)) }
        return fields.elements.isEmpty ? path : "\(path)?\(fields.encoded)"
    }

    /// What is searched, as the address names it.
    var targetName: String {
        switch target {
        case .field(let field): field
        case .metadata: "Metadata"
        case .expression: "expression"
        }
    }

    /// This view with something changed.
    func with(_ change: (inout ArtifactListView) -> Void) -> ArtifactListView {
        var copy = self
        change(&copy)
        return copy
    }

    /// One group alone, from its newest record on.
    func showing(_ group: GroupName) -> ArtifactListView {
        with {
            $0.group = group
            $0.cursor = nil
            $0.open = nil
        }
    }

    /// All groups, without a search.
    var cleared: ArtifactListView {
        with {
            $0.searchText = ""
            $0.target = ArtifactListView().target
            $0.group = nil
            $0.cursor = nil
        }
    }

    /// The same list with nothing checked.
    var unchecked: ArtifactListView {
        with {
            $0.files = []
            $0.checked = []
        }
    }

    /// All groups.
    var showingAllGroups: ArtifactListView {
        with {
            $0.group = nil
            $0.cursor = nil
        }
    }
}
