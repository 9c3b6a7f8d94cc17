import RegistryCore

extension RunTable {
    /// So many pinned runs stay in view while the others scroll.
    private static let mostInView = 6

    /// A page of runs as a table.
    init(view: RunListView, answer: RunListBuilder.Answer, now: WallTime) {
        let fields = view.columns ?? answer.survey.usualFields
        let all = answer.pinned + answer.runs
        columns = fields.map { field in
            Column(
                field, view: view, isNumeric: field.isNumeric || all.contains { $0.holdsNumber(at: field, now) },
                isAmbiguous: fields.contains { $0 != field && $0.heading == field.heading })
        }
        nameColumn = Column(.name, view: view, isNumeric: false, isAmbiguous: false)
        let pinnedRows = Self.rows(
            of: answer.pinned, fields: fields, columns: columns, isPinned: true, view: view, now: now)
        self.pinnedRows =
            pinnedRows.isEmpty ? nil : Pinned(rows: pinnedRows, arePinnedFew: pinnedRows.count <= Self.mostInView)
        rows = Self.rows(of: answer.runs, fields: fields, columns: columns, isPinned: false, view: view, now: now)
        rowCount = answer.count + answer.pinned.count + 1
        let next = answer.next.map { cursor in
            view.with {
                $0.cursor = cursor
                // What suits the runs behind might be other columns.
                $0.columns = fields
            }
        }
        olderAddress = next?.address
        moreAddress = next?.moreAddress
        newestAddress = view.cursor == nil ? nil : view.with { _ in }.address
    }

    fileprivate static func rows(
        of runs: [ListedRun], fields: [RunField], columns: [Column], isPinned: Bool, view: RunListView,
        now: WallTime
    ) -> [Row] {
        runs.map { listed in
            switch listed {
            case .run(let run):
                Row(
                    run: run, cells: zip(fields, columns).map { Cell($0, of: run, column: $1, now: now) },
                    isPinned: isPinned, view: view)
            case .damaged(let id):
                Row(damaged: id, cells: zip(fields, columns).map { Cell(damaged: $0, column: $1) }, view: view)
            }
        }
    }
}

extension RunRowsPart {
    /// The rows of a page that names its columns.
    init(view: RunListView, answer: RunListBuilder.Answer, now: WallTime) {
        let table = RunTable(view: view, answer: answer, now: now)
        rows = table.rows
        moreAddress = table.moreAddress
    }
}

extension RunListView {
    /// Where the rows of this view are without the page around them.
    fileprivate var moreAddress: String { address(at: "/runs", adding: [("part", "rows")]) }
}

extension RunTable.Column {
    fileprivate init(_ field: RunField, view: RunListView, isNumeric: Bool, isAmbiguous: Bool) {
        let sort = field.path.map { _ in view.sort.clicked(on: field, isNumeric: isNumeric) }
        self.init(
            columnName: VisibleText.short(field.heading), columnInFull: VisibleText.full(field.text),
            // Nobody could tell what they search for by a name that hides something.
            expression: field.expressionName.flatMap { VisibleText.full($0) == $0 ? $0 : nil },
            columnField: field.text, columnKind: isAmbiguous ? field.kindName : nil,
            widthName: view.widthName(of: field), isNumeric: isNumeric,
            sortAddress: sort.map { sort in view.with { $0.sort = sort }.address },
            sortState: view.sort.field == field ? (view.sort.isDescending ? "descending" : "ascending") : nil)
    }
}

extension RunTable.Row {
    fileprivate init(run: Run, cells: [RunTable.Cell], isPinned: Bool, view: RunListView) {
        self.init(
            runID: run.id.description, runAddress: "/runs/\(run.id)",
            runName: run.name.isEmpty ? String(run.id.description.prefix(8)) : VisibleText.short(run.name),
            runNameInFull: VisibleText.full(run.name.isEmpty ? run.id.description : run.name),
            nameWidth: view.widthName(of: .name), isPinned: isPinned,
            unpinAddress: isPinned ? view.with { $0.pinned.removeAll { $0 == run.id } }.address : nil, cells: cells)
    }

    /// A run whose record cannot be read; its link shows the record as it is.
    fileprivate init(damaged id: String, cells: [RunTable.Cell], view: RunListView) {
        self.init(
            runID: nil, runAddress: RunID(id).map { "/api/v1/runs/\($0)" }, runName: VisibleText.short(id),
            runNameInFull: VisibleText.full(id), nameWidth: view.widthName(of: .name), isPinned: false,
            unpinAddress: nil, cells: cells)
    }
}

extension RunTable.Cell {
    fileprivate init(_ field: RunField, of run: Run, column: RunTable.Column, now: WallTime) {
        let value = field.value(of: run, at: now)
        self.init(
            text: CellText.short(value), fullText: CellText.full(value),
            cellClass: Self.classes(
                field.isNumeric || value?.numberValue != nil || (value ?? .null).isNull && column.isNumeric, column),
            shape: field == .status ? StatusMark(run.status).shape : nil)
    }

    fileprivate init(damaged field: RunField, column: RunTable.Column) {
        let isStatus = field == .status
        self.init(
            text: isStatus ? "damaged" : CellText.short(nil), fullText: "",
            cellClass: Self.classes(column.isNumeric, column), shape: isStatus ? RunStatus.failed.rawValue : nil)
    }

    private static func classes(_ isNumber: Bool, _ column: RunTable.Column) -> String? {
        let names = [isNumber ? "number" : nil, column.widthName].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: " ")
    }
}

extension ListedRun {
    fileprivate func holdsNumber(at field: RunField, _ now: WallTime) -> Bool {
        run.flatMap { field.value(of: $0, at: now) }?.numberValue != nil
    }
}

extension StatusMark {
    init(_ status: RunStatus) { self.init(word: status.rawValue, shape: status.rawValue) }
}
