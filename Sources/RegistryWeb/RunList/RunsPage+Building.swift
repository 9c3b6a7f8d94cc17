import RegistryCore

extension RunsPage {
    /// A page of runs, or of groups of them.
    init(view: RunListView, answer: RunListBuilder.Answer, now: WallTime, firstUse: FirstUse, frame: Frame) {
        self.init(view: view, answer: answer, problem: nil, now: now, firstUse: firstUse, frame: frame)
    }

    /// A page that says where a condition cannot be read, and shows the runs of the view without it.
    init(view: RunListView, without fault: RunSearchFault, answer: RunListBuilder.Answer?, now: WallTime, frame: Frame)
    {
        self.init(
            view: view, answer: answer ?? RunListBuilder.Answer(), problem: fault.sentence, fault: fault,
            isBare: answer == nil, now: now, frame: frame)
    }

    /// A page that says why the address cannot be used, and shows no runs.
    init(view: RunListView, problem: String, frame: Frame) {
        self.init(
            view: view, answer: RunListBuilder.Answer(), problem: problem, isBare: true,
            now: WallTime(millisecondsSince1970: 0), frame: frame)
    }

    private init(
        view: RunListView, answer: RunListBuilder.Answer, problem: String?, fault: RunSearchFault? = nil,
        isBare: Bool = false, now: WallTime, firstUse: FirstUse? = nil, frame: Frame
    ) {
        self.frame = frame
        self.problem = problem.map(VisibleText.full)
        searchFault = fault
        condition = view.condition
        let isNarrowed = !view.condition.isEmpty || !view.within.isEmpty || !view.hidden.isEmpty
        let isEmpty = answer.runs.isEmpty && answer.groups.isEmpty && answer.pinned.isEmpty
        clearAddress =
            problem != nil && fault == nil
            ? "/runs" : view.condition.isEmpty ? nil : view.with { $0.condition = "" }.address
        isEmptyStore = isEmpty && !isNarrowed && view.cursor == nil && problem == nil
        self.isBare = isBare || isEmptyStore
        hasNoResults = isEmpty && !isEmptyStore && problem == nil
        summary = isBare ? "" : Self.counted(answer.count + answer.pinned.count)
        searchHidden = view.hidden(without: ["filter", "cursor", "in"])
        columnMenu = RunColumnMenu(view: view, survey: answer.survey)
        groupMenu = RunGroupMenu(view: view, survey: answer.survey)
        selectionHidden = view.hidden(without: ["cursor"])
        hiddenNote = view.hidden.isEmpty ? nil : "\(Self.counted(view.hidden.count)) hidden"
        unhiddenAddress = view.hidden.isEmpty ? nil : view.with { $0.hidden = [] }.address
        crumbs = Self.crumbs(of: view)
        hasCrumbs = !crumbs.isEmpty
        isGrouped = view.showsGroups && !isEmpty
        groups = answer.groups.map { RunGroupRow($0, in: view) }
        moreGroupsNote =
            answer.hasMoreGroups ? "There are more groups than \(answer.groups.count); search to see others." : nil
        let hasRows = !answer.runs.isEmpty || !answer.pinned.isEmpty
        self.firstUse = isEmptyStore ? firstUse : nil
        idsAddress = view.address(at: "/runs", adding: [("part", "ids")])
        matchCount = answer.count + answer.pinned.count
        table = hasRows ? RunTable(view: view, answer: answer, now: now) : nil
    }

    static func counted(_ count: Int) -> String {
        CellText.grouped(Int64(count)) + (count == 1 ? " run" : " runs")
    }

    private static func crumbs(of view: RunListView) -> [Crumb] {
        guard !view.within.isEmpty else { return [] }
        let top = Crumb(crumbText: "All groups", crumbAddress: view.with { $0.within = [] }.address)
        let others = view.within.indices.map { index in
            let name = view.within[index]
            let text = "\(view.groupings[index].heading): \(CellText.short(name.value))"
            return Crumb(
                crumbText: VisibleText.short(text),
                crumbAddress: view.with { $0.within = Array($0.within.prefix(index + 1)) }.address)
        }
        return [top] + others
    }
}

extension RunGroupRow {
    fileprivate init(_ group: RecordGroup, in view: RunListView) {
        groupText = group.value.isNull ? "none" : CellText.short(group.value)
        groupInFull = CellText.full(group.value)
        isMissing = group.value.isNull
        groupCount = CellText.grouped(Int64(group.count))
        groupAddress = view.with { $0.within.append(GroupName(group.value)) }.address
    }
}

extension RunListView {
    /// The fields of this view but for some, for a form.
    func hidden(without names: Set<String>) -> [RunsPage.Hidden] {
        fields.elements.filter { !names.contains($0.name) }
            .map { RunsPage.Hidden(hiddenName: $0.name, hiddenValue: $0.value) }
    }
}
