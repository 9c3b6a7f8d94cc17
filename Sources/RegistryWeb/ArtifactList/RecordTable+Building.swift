import BSONCoding
import RegistryCore

extension RecordTable {
    /// Rows of a group's records.
    ///
    /// - Parameters:
    ///   - group: the value of the field that all records of the group share; it needs no column.
    ///   - runNames: what the records' runs are called, by identifier.
    init(page: Page<Document>, view: ArtifactListView, group: GroupName, runNames: [String: String]) {
        let records = page.elements
        let names = RecordColumns.names(of: records, hiding: [view.groupBy])
        let columns = names.map { name in
            Column(
                columnName: VisibleText.short(Self.heading(name)), columnInFull: VisibleText.full(name),
                isNumeric: records.contains { $0[name]?.numberValue != nil })
        }
        self.columns = columns
        let checkedFiles = Set(view.files)
        let isGroupChecked = view.checked.contains(group)
        hasRuns = records.contains { $0["_run"] != nil }
        rows = records.map { record in
            let run = record["_run"]?.stringValue
            let runName = run.flatMap { runNames[$0] }
            let files = record.csvFiles
            let id = record["_id"].flatMap { RecordID($0) }
            return Row(
                rowFiles: files.joined(separator: "\n"), hasFiles: !files.isEmpty,
                isRowChecked: isGroupChecked || (!files.isEmpty && files.allSatisfy(checkedFiles.contains)),
                rowLabel: "record \(id?.description ?? "")",
                recordAddress: id?.artifactPageAddress ?? "", recordPath: id?.artifactAddress ?? "",
                rowRun: run.map { run in
                    runName.map { $0.isEmpty ? String(run.prefix(8)) : VisibleText.short($0) } ?? "deleted"
                },
                rowRunAddress: runName == nil ? nil : run.flatMap { RunID($0) }.map { "/runs/\($0)" },
                logged: id?.time.map(CellText.moment) ?? "–", loggedInFull: id?.time?.description ?? "",
                cells: zip(names, columns).map { Cell(value: record[$0], name: $0, column: $1) })
        }
        olderAddress = page.next.map { cursor in
            view.showing(group).with { $0.cursor = cursor.description }.address()
        }
        newestAddress = view.cursor == nil ? nil : view.showing(group).address()
    }

    private static func heading(_ name: String) -> String {
        switch name {
        case "ModelName": "Model"
        case "ExperimentName": "Experiment"
        case "ArtifactID": "Training"
        case "TrainingIteration": "Iteration"
        default: name
        }
    }
}

extension RecordTable.Cell {
    fileprivate init(value: Value?, name: String, column: RecordTable.Column) {
        // All twelve bytes tell trainings apart, the last of them do so for people.
        if name == "ArtifactID", let id = value?.objectIDValue {
            self.init(text: "…" + String(id.description.suffix(5)), fullText: id.description, isNumber: false)
        } else {
            self.init(value: value, column: column)
        }
    }

    /// A value as it is. One that is missing stands where the others of its column do.
    init(value: Value?, column: RecordTable.Column) {
        self.init(
            text: CellText.short(value), fullText: CellText.full(value),
            isNumber: value?.numberValue != nil || (value ?? .null).isNull && column.isNumeric)
    }
}

extension Document {
    /// The CSV files that a record names in `FileList`.
    var csvFiles: [String] {
        (self["FileList"]?.arrayValue ?? []).compactMap(\.stringValue).filter { $0.lowercased().hasSuffix(".csv") }
    }
}
