import BSONCoding
import RegistryCore

extension TrashPage {
    /// - Parameters:
    ///   - items: records of the trash.
    ///   - runNames: what the runs among them are called, by identifier.
    init(items: Page<Document>, runNames: [String: String], isFirst: Bool, now: WallTime, frame: Frame) {
        self.frame = frame
        rows = items.elements.compactMap { Row($0, runNames: runNames, mayDelete: frame.mayDelete, now: now) }
        isEmpty = rows.isEmpty && isFirst
        olderAddress = items.next.map { cursor in
            var fields = FormFields()
            fields.append("cursor", cursor.description)
            return "/trash?\(fields.encoded)"
        }
        newestAddress = isFirst ? nil : "/trash"
        canRestore = rows.contains { $0.restoreAddress != nil }
    }
}

extension TrashPage.Row {
    /// `nil` for an item that no page can show: it is damaged, or of a kind that a later version has.
    fileprivate init?(_ item: Document, runNames: [String: String], mayDelete: Bool, now: WallTime) {
        guard let origin = item["collection"]?.stringValue, let id = item["record"].flatMap({ RecordID($0) }),
            let time = item["time"]?.dateValue
        else { return nil }
        let content = item["content"]?.binaryValue.flatMap { try? Document(bson: $0.bytes) }
        let name: String
        switch origin {
        case "runs":
            (itemKind, name) = ("run", runNames[id.description] ?? "")
            pageAddress = "/runs/\(PathSegment.encoded(id.description))"
        case "artifacts":
            let names = ["ModelName", "label", "ExperimentName"]
            (itemKind, name) = ("artifact", names.lazy.compactMap { content?[$0]?.stringValue }.first ?? "")
            pageAddress = id.artifactPageAddress
        case "files":
            (itemKind, name) = ("file", content?["file"]?.stringValue ?? "")
            pageAddress = nil
        default: return nil
        }
        let shown = name.isEmpty ? id.description : name
        (itemName, itemNameInFull) = (VisibleText.short(shown), VisibleText.full(shown))
        itemID = VisibleText.short(id.description)
        (deleted, deletedInFull) = (CellText.moment(time), time.description)
        let end = Trash.end(of: time)
        let isOver = end < now
        left = isOver ? "no longer" : "for \(CellText.duration(from: now, to: end))"
        leftInFull = end.description
        restoreAddress =
            isOver || !mayDelete
            ? nil
            : "\(Operation.root)/\(origin)/\(PathSegment.encoded(id.description, besides: RecordID.takenSegments))/restore"
    }
}
