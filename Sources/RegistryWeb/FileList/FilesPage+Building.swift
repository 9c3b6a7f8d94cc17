import RegistryCore

extension FilesPage {
    /// A page of files.
    init(view: FileListView, answer: FileListBuilder.Answer, places: FilePlaces, frame: Frame) {
        let table = answer.files.isEmpty ? nil : FileTable(view: view, answer: answer, places: places)
        self.init(view: view, answer: answer, table: table, problem: nil, frame: frame)
    }

    /// A page that says why the address cannot be used, and shows no files.
    init(view: FileListView, problem: String, frame: Frame) {
        self.init(view: view, answer: FileListBuilder.Answer(), table: nil, problem: problem, frame: frame)
    }

    private init(
        view: FileListView, answer: FileListBuilder.Answer, table: FileTable?, problem: String?, frame: Frame
    ) {
        self.frame = frame
        self.problem = problem.map(VisibleText.full)
        nameText = view.name
        typeText = view.type
        runText = view.run
        sortText = view.sort == .usual ? nil : view.sort.text
        clearAddress =
            view.isSearch
            ? view.with {
                $0.name = ""
                $0.type = ""
                $0.run = ""
            }.address : problem == nil ? nil : "/files"
        isEmptyStore = answer.files.isEmpty && !view.isSearch && view.cursor == nil && problem == nil
        hasNoResults = answer.files.isEmpty && !isEmptyStore && problem == nil
        summary =
            problem != nil ? "" : CellText.grouped(Int64(answer.count)) + (answer.count == 1 ? " file" : " files")
        runsNote =
            answer.hasMoreRuns
            ? "More than \(FileListBuilder.mostRuns) runs are called so; these are files of the newest." : nil
        kinds = Set(answer.files.compactMap { ($0["filetype"] ?? $0["type"])?.stringValue }).sorted().prefix(50)
            .map(VisibleText.short)
        self.table = table
    }
}

extension FileTable {
    init(view: FileListView, answer: FileListBuilder.Answer, places: FilePlaces) {
        nameColumn = Column("File", .name, view: view)
        columns = [
            Column("Kind", .kind, view: view), Column("Type", nil, view: view), Column("Label", .label, view: view),
            Column("Step", .step, view: view), Column("Size", .size, view: view), Column("Run", nil, view: view),
            Column("Logged (UTC)", .logged, view: view),
        ]
        rows = answer.files.map { Row($0, at: places.way(to: $0), runNames: answer.runNames) }
        rowCount = answer.count + 1
        let next = answer.next.map { cursor in view.with { $0.cursor = cursor } }
        olderAddress = next?.address
        moreAddress = next?.address(adding: [("part", "rows")])
        newestAddress = view.cursor == nil ? nil : view.with { _ in }.address
    }
}

extension FileRowsPart {
    init(view: FileListView, answer: FileListBuilder.Answer, places: FilePlaces) {
        let table = FileTable(view: view, answer: answer, places: places)
        rows = table.rows
        moreAddress = table.moreAddress
    }
}

extension FileTable.Column {
    fileprivate init(_ name: String, _ field: FileSort.Field?, view: FileListView) {
        let sort = field.map { view.sort.clicked(on: $0) }
        self.init(
            columnName: name, isNumeric: field == .step || field == .size,
            sortAddress: sort.map { sort in view.with { $0.sort = sort }.address },
            sortState: view.sort.field == field ? (view.sort.isDescending ? "descending" : "ascending") : nil)
    }
}

extension FileTable.Row {
    fileprivate init(_ record: Document, at way: FileWay, runNames: [String: String]) {
        let name = record["file"]?.stringValue ?? ""
        let id = record["_id"].flatMap { RecordID($0) }
        let run = record["_run"]?.stringValue ?? ""
        let size = record["size"]?.intValue
        fileName = name.isEmpty ? "(no name)" : VisibleText.short(name)
        fileNameInFull = VisibleText.full(name)
        fileAddress = way.address
        (fileNote, fileNoteInFull) = (way.note, way.noteInFull)
        fileKind = CellText.short(record["filetype"] ?? record["type"])
        mediaType = CellText.short(record["contentType"])
        fileLabel = CellText.short(record["label"])
        fileStep = CellText.short(record["step"])
        fileSize = size.map { CellText.bytes($0) } ?? CellText.short(nil)
        fileSizeInFull = size.map { CellText.byteCount($0) } ?? ""
        let made = id?.time
        logged = made.map { CellText.moment($0) } ?? "–"
        loggedInFull = made?.description ?? ""
        recordAddress = id.map { "/api/v1/files/\(PathSegment.encoded($0.description))" }
        let runName = runNames[run]
        self.runName =
            run.isEmpty ? "–" : runName.map { $0.isEmpty ? String(run.suffix(8)) : VisibleText.short($0) } ?? "deleted"
        runAddress = runName == nil ? nil : RunID(run).map { "/runs/\($0)" }
    }
}
