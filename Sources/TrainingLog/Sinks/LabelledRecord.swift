import RegistryCore

/// What stands under a label as the record of a file in the registry. A text is in the record itself; of images and files it says what
/// they are, and where they lie when labelled files are written.
struct LabelledRecord {
    let document: Document

    /// The most bytes of a text that its record holds.
    static let longestText = 1 << 20

    /// - Parameters:
    ///   - entry: What was logged.
    ///   - folder: The folder of labelled files; `nil` when there are none.
    /// - Returns: `nil` when the entry is nothing under a label.
    init?(of entry: LogEntry, run: RunID, folder: String?) {
        let label: String
        let step: Step?
        let fileExtension: String
        var fields: Document
        switch entry.content {
        case .text(let text):
            label = text.label
            step = text.step
            fileExtension = text.isMarkdown ? "md" : text.expected == nil ? "txt" : "json"
            fields = [
                "filetype": text.isMarkdown ? "markdown" : "text",
                "contentType": text.isMarkdown ? "text/markdown" : "text/plain",
                "size": .int(Int64(text.text.utf8.count)),
            ]
            if text.text.utf8.count + (text.expected?.utf8.count ?? 0) <= Self.longestText {
                fields["text"] = .string(text.text)
                fields["expected"] = text.expected.map { .string($0) }
            }
        case .picture(let picture):
            label = picture.label
            step = picture.step
            fileExtension = "png"
            fields = [
                "filetype": "image", "contentType": "image/png", "width": Value(picture.image.width),
                "height": Value(picture.image.height),
            ]
            fields.update(with: picture.boxFields)
        case .file(let file):
            label = file.label
            step = file.step
            fileExtension = file.fileExtension
            fields = ["filetype": .string(Self.kind(of: file)), "size": .int(Int64(file.bytes.count))]
        default: return nil
        }
        var path = "\(label).\(fileExtension)"
        if let folder = step.flatMap(LabelledFolder.folder) { path = "\(folder)/\(path)" }
        var document: Document = [
            "_run": .string(run.description), "_seq": .int(entry.sequence), "file": .string("\(run)/\(path)"),
            "label": .string(label),
        ]
        document["step"] = step.map { .int($0.rawValue) }
        document.update(with: fields)
        document["location"] = folder.map { .string("\($0)/\(path)") }
        self.document = document
    }

    private static func kind(of file: LabelledFile) -> String {
        switch file.fileExtension {
        case "patch", "json", "csv", "txt": file.fileExtension
        default: "object"
        }
    }
}
