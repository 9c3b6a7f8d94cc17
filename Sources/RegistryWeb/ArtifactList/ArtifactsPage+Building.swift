import RegistryCore

extension ArtifactsPage {
    private static let groupMenu = [
        ("ModelName", "Model"), ("ExperimentName", "Experiment"), ("ArtifactID", "Training"),
    ]
    private static let searchMenu = [
        ("ModelName", "Model"), ("ExperimentName", "Experiment"), ("Metadata", "Metadata key"),
        ("expression", "Condition"),
    ]

    /// The page of an answer.
    ///
    /// - Parameter problem: why the view could not be asked for; the answer is empty then.
    init(
        view: ArtifactListView, answer: ArtifactListBuilder.Answer, charts: ChartsPanel, problem: String?,
        firstUse: FirstUse?, frame: Frame
    ) {
        self.frame = frame
        self.problem = problem.map(VisibleText.full)
        self.charts = charts
        isEmptyStore = answer.isEmptyStore
        runsThere = answer.runCount == 0 ? nil : RunsPage.counted(answer.runCount)
        self.firstUse = answer.isEmptyStore ? firstUse : nil
        hasGroups = !answer.groups.isEmpty
        hasNoResults = !hasGroups && !isEmptyStore && problem == nil
        summary = problem == nil ? Self.summary(of: answer, view: view) : ""
        groupChoices = Self.choices(Self.groupMenu, selected: view.groupBy)
        groupOther = Self.isListed(view.groupBy, in: Self.groupMenu) ? "" : view.groupBy
        searchChoices = Self.choices(Self.searchMenu, selected: view.targetName)
        searchOther = Self.isListed(view.targetName, in: Self.searchMenu) ? "" : view.targetName
        searchText = view.searchText
        clearAddress = view.isSearch ? view.cleared.address() : nil
        allGroupsAddress = view.group == nil ? nil : view.showingAllGroups.address()
        shownGroup = view.group?.description
        groups = answer.groups.map { GroupSection(group: $0, view: view, answer: answer) }
        let shownFiles = Set(answer.pages.values.flatMap { $0.elements.flatMap(\.csvFiles) })
        hiddenFiles = view.files.filter { !shownFiles.contains($0) }
        moreGroupsAddress =
            answer.hasMoreGroups && view.groupLimit < ArtifactListView.mostGroups
            ? view.with { $0.groupLimit = min($0.groupLimit * 4, ArtifactListView.mostGroups) }.address() : nil
    }

    private static func summary(of answer: ArtifactListBuilder.Answer, view: ArtifactListView) -> String {
        let records = CellText.grouped(Int64(answer.recordCount)) + (answer.recordCount == 1 ? " record" : " records")
        guard view.group == nil, answer.recordCount > 0 else { return records }
        let more = answer.hasMoreGroups ? "more than " : ""
        let groups = answer.groups.count == 1 ? "1 group" : "\(more)\(answer.groups.count) groups"
        return "\(records) in \(groups)"
    }

    private static func isListed(_ value: String, in menu: [(String, String)]) -> Bool {
        menu.contains { $0.0 == value }
    }

    private static func choices(_ menu: [(String, String)], selected: String) -> [Choice] {
        menu.map { Choice(choiceValue: $0.0, choiceLabel: $0.1, isSelected: $0.0 == selected) } + [
            Choice(
                choiceValue: "other", choiceLabel: "Other field", isSelected: !isListed(selected, in: menu))
        ]
    }
}

extension GroupSection {
    fileprivate init(group: RecordGroup, view: ArtifactListView, answer: ArtifactListBuilder.Answer) {
        let name = GroupName(group.value)
        isMissing = group.value.isNull
        let field = VisibleText.short(view.groupBy)
        label = isMissing ? "without \(field)" : CellText.short(group.value)
        labelInFull = isMissing ? "without \(field)" : CellText.full(group.value)
        count = CellText.grouped(Int64(group.count))
        groupValue = name.description
        isChecked = view.checked.contains(name)
        let page = answer.pages[name]
        isOpen = page != nil
        groupAddress = view.showing(name).address()
        table = page.map { RecordTable(page: $0, view: view, group: name, runNames: answer.runNames) }
    }
}
