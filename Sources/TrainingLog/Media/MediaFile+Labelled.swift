import RegistryCore

extension MediaFile {
    /// A text under a label. What it should be is in the record, when it is short enough for that.
    init(_ text: LabelledText) {
        var fields: Document = [:]
        if let expected = text.expected, expected.utf8.count <= Self.longestInlineText {
            fields["expected"] = .string(expected)
        }
        let ending = text.isMarkdown ? "md" : text.expected == nil ? "txt" : "json"
        self.init(
            labelled: text.label, step: text.step, fileType: (text.isMarkdown ? Kind.markdown : .text).rawValue,
            contentType: text.isMarkdown ? "text/markdown" : "text/plain",
            path: Self.path(text.label, text.step, ending), EncodedMedia.File(Array(text.text.utf8)),
            fields: fields)
    }

    /// An image under a label, compressed.
    init(_ picture: LabelledPicture, _ png: EncodedMedia.File) {
        var fields: Document = ["width": Value(picture.image.width), "height": Value(picture.image.height)]
        fields.update(with: picture.boxFields)
        self.init(
            labelled: picture.label, step: picture.step, fileType: Kind.image.rawValue, contentType: "image/png",
            path: Self.path(picture.label, picture.step, "png"), png, fields: fields)
    }

    /// A file under a label.
    init(_ file: LabelledFile, _ encoded: EncodedMedia.File) {
        let fileType =
            switch file.fileExtension {
            case "patch", "json", "csv", "txt": file.fileExtension
            default: "object"
            }
        self.init(
            labelled: file.label, step: file.step, fileType: fileType,
            contentType: FileKind(ofExtension: file.fileExtension).contentType ?? FileKind.unknownContentType,
            path: Self.path(file.label, file.step, file.fileExtension), encoded)
    }

    /// `0001/birds/red.png`. Labels are paths already when they are logged.
    private static func path(_ label: String, _ step: Step?, _ ending: String) -> String {
        let path = "\(label).\(ending)"
        return step.flatMap(LabelledFolder.folder).map { "\($0)/\(path)" } ?? path
    }
}
