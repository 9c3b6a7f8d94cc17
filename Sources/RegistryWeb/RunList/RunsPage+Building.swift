import RegistryCore

extension RunsPage {
    /// The most parameters, and the most metrics, that have a column.
    private static let mostColumns = 5

    /// A page of runs.
    ///
    /// - Parameters:
    ///   - count: how many runs match in all.
    ///   - problem: why the condition cannot be used; there are no runs then.
    init(view: RunListView, runs: Page<ListedRun>, count: Int, problem: String?, now: WallTime, frame: Frame) {
        self.frame = frame
        self.problem = problem.map(VisibleText.full)
        condition = view.condition
        clearAddress = view.condition.isEmpty ? nil : "/runs"
        hasRuns = !runs.elements.isEmpty
        isEmptyStore = count == 0 && view.condition.isEmpty && problem == nil
        hasNoResults = !hasRuns && !isEmptyStore && problem == nil
        summary =
            problem != nil ? "" : CellText.grouped(Int64(count)) + (count == 1 ? " run" : " runs")
        let readable = runs.elements.compactMap(\.run)
        let metrics = Self.commonNames(readable.map { Array($0.metrics.keys) })
        let parameters = Self.commonNames(readable.map { Array($0.parameters.keys) })
        let columns =
            metrics.map {
                RecordTable.Column(
                    columnName: VisibleText.short($0), columnInFull: VisibleText.full($0), isNumeric: true)
            }
            + parameters.map { name in
                RecordTable.Column(
                    columnName: VisibleText.short(name), columnInFull: VisibleText.full(name),
                    isNumeric: readable.contains { $0.parameters[name]?.numberValue != nil })
            }
        self.columns = columns
        rows = runs.elements.map { listed in
            switch listed {
            case .run(let run): Row(run: run, metrics: metrics, parameters: parameters, columns: columns, now: now)
            case .damaged(let id): Row(damaged: VisibleText.short(id), columns: columns)
            }
        }
        var older = view
        older.cursor = runs.next?.description
        olderAddress = runs.next == nil ? nil : older.address
        var newest = view
        newest.cursor = nil
        newestAddress = view.cursor == nil ? nil : newest.address
    }

    /// The names that most runs have, the most frequent first.
    private static func commonNames(_ names: [[String]]) -> [String] {
        var counts: [String: Int] = [:]
        for name in names.joined() { counts[name, default: 0] += 1 }
        let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Array(ordered.map(\.key).prefix(mostColumns))
    }
}

extension RunsPage.Row {
    fileprivate init(
        run: Run, metrics: [String], parameters: [String], columns: [RecordTable.Column], now: WallTime
    ) {
        let values =
            metrics.map { name in run.metrics[name].map { Value.double($0.summary.last) } }
            + parameters.map { run.parameters[$0] }
        self.init(
            runAddress: "/runs/\(run.id)",
            runName: run.name.isEmpty ? String(run.id.description.prefix(8)) : VisibleText.short(run.name),
            runNameInFull: VisibleText.full(run.name.isEmpty ? run.id.description : run.name),
            status: StatusMark(run.status), experiment: VisibleText.short(run.experiment),
            experimentInFull: VisibleText.full(run.experiment), started: CellText.moment(run.startTime),
            duration: CellText.duration(from: run.startTime, to: run.endTime ?? run.heartbeat ?? now),
            cells: zip(values, columns).map { RecordTable.Cell(value: $0, column: $1) })
    }

    /// A run whose record cannot be read; its link shows the record as it is.
    fileprivate init(damaged id: String, columns: [RecordTable.Column]) {
        self.init(
            runAddress: RunID(id).map { "/api/v1/runs/\($0)" }, runName: id, runNameInFull: id,
            status: StatusMark(word: "damaged", shape: RunStatus.failed.rawValue), experiment: CellText.short(nil),
            experimentInFull: "", started: CellText.short(nil), duration: CellText.short(nil),
            cells: columns.map { RecordTable.Cell(value: nil, column: $0) })
    }
}

extension StatusMark {
    init(_ status: RunStatus) { self.init(word: status.rawValue, shape: status.rawValue) }
}
