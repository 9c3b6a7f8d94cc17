import Foundation
import RegistryCore

/// What the files of one label and step hold.
struct LavdGroup {
    let key: LavdListing.Key
    /// The label's number, and when it was written.
    private(set) var number: (Double, WallTime)?
    /// Files that become records, with what the records say beside where they are.
    private(set) var records: [(file: LavdFile, fields: Document)] = []
    /// How the experiment was called, as a run's record has it.
    private(set) var command: Document?
    private var hasDamage = false

    /// Whether nothing comes of the files because what they hold is damaged.
    var isOnlyDamage: Bool { hasDamage && number == nil && records.isEmpty && command == nil }

    /// Fields that a record has at times.
    static let optionalFields = ["text", "expected", "boxes", "classes", "minProbability", "width", "height"]
    /// The most bytes of a text that its record holds.
    private static let longestText = 1 << 20

    /// - Parameters:
    ///   - files: The files, in the order of their paths.
    ///   - folder: The experiment's folder.
    init(
        _ files: [LavdFile], key: LavdListing.Key, in folder: String, _ summary: inout LavdImportSummary
    ) {
        self.key = key
        var documents: (LavdFile, Document)?
        if let file = Self.only(files.filter { $0.kind == .json }, in: folder, &summary) {
            if let bytes = file.contents(in: folder, atMost: LavdFile.longestJSON),
                let document = try? Value(pythonJSON: bytes).documentValue
            {
                documents = (file, document)
            } else {
                hasDamage = true
                summary.omit(.damagedFiles, 1, "\(folder)/\(file.path): it is no JSON object")
            }
        }
        let json = documents?.1
        if let file = documents?.0, let value = json?["scalars"]?.documentValue?["value"] {
            readNumber(value, file, folder, &summary)
        }
        readTexts(files, documents, folder, &summary)
        readImages(files, documents, folder, &summary)
        let markdown = Self.only(files.filter { $0.kind == .markdown }, in: folder, &summary)
        if let markdown {
            add(
                markdown, ["filetype": "markdown", "contentType": "text/markdown"],
                text: Self.text(markdown, folder, &summary))
        }
        // Only one file can have it: that in the experiment's own folder.
        if key.step == nil, key.label == "command" || key.label == "commands" {
            command = json?["command"]?.documentValue.map(Self.escaped)
        }
    }

    /// The first of files that say the same; others are in conflict with it.
    private static func only(
        _ files: [LavdFile], in folder: String, _ summary: inout LavdImportSummary
    ) -> LavdFile? {
        for other in files.dropFirst() {
            summary.omit(
                .sameLabels, 1, "\(folder)/\(other.path): \(files[0].path) has its label, step and kind already")
        }
        return files.first
    }

    private mutating func readNumber(
        _ value: Value, _ file: LavdFile, _ folder: String, _ summary: inout LavdImportSummary
    ) {
        let number: Double? = value.isNull ? .nan : value.numberValue
        guard let number else {
            hasDamage = true
            return summary.omit(.damagedFiles, 1, "\(folder)/\(file.path): its value is no number")
        }
        guard key.step != nil else { return summary.omit(.numbersWithoutStep) }
        self.number = (number, WallTime(millisecondsSince1970: file.modified))
    }

    private mutating func readTexts(
        _ files: [LavdFile], _ json: (LavdFile, Document)?, _ folder: String, _ summary: inout LavdImportSummary
    ) {
        let plain = Self.only(files.filter { $0.kind == .text }, in: folder, &summary)
        if let (file, document) = json, let texts = document["texts"]?.documentValue,
            let actual = texts["actual"]?.stringValue
        {
            if let plain {
                summary.omit(
                    .sameLabels, 1, "\(folder)/\(plain.path): \(file.path) has its label, step and kind already")
            }
            var fields: Document = ["filetype": "text", "contentType": "text/plain"]
            fields["expected"] = texts["expected"]?.stringValue.flatMap {
                $0.utf8.count <= Self.longestText ? .string($0) : nil
            }
            add(file, fields, text: actual.utf8.count <= Self.longestText ? actual : nil)
        } else if let plain {
            add(plain, ["filetype": "text", "contentType": "text/plain"], text: Self.text(plain, folder, &summary))
        }
    }

    private mutating func readImages(
        _ files: [LavdFile], _ json: (LavdFile, Document)?, _ folder: String, _ summary: inout LavdImportSummary
    ) {
        var images = files.filter { $0.kind == .image }
        let description = json?.1["images"]?.documentValue
        if let (file, _) = json, let source = description?["source"]?.stringValue {
            if let index = images.firstIndex(where: { $0.name == source }) {
                images.swapAt(0, index)
            } else {
                // It may be written in a moment. One in another folder is no business of this label.
                summary.omit(.strangeSources, 1, "\(folder)/\(file.path): no image \(source) is beside it")
            }
        }
        guard let image = Self.only(images, in: folder, &summary) else { return }
        var fields: Document = ["filetype": "image"]
        fields["contentType"] = Self.contentType(of: image.name).map { .string($0) }
        let size = ImageHeader.pngSize(image.head(in: folder, count: 32))
        fields["width"] = size.map { Value($0.width) }
        fields["height"] = size.map { Value($0.height) }
        if let description, description["source"]?.stringValue == image.name {
            addBoxes(description, size, to: &fields, &summary)
        }
        add(image, fields, text: nil)
    }

    private func addBoxes(
        _ description: Document, _ size: (width: Int, height: Int)?, to fields: inout Document,
        _ summary: inout LavdImportSummary
    ) {
        if let boxes = description["boxes"]?.arrayValue {
            let good = boxes.compactMap { $0.documentValue.flatMap(ImageBox.init) }.compactMap { box -> ImageBox? in
                var box = box
                if box.className?.isEmpty ?? false { box.className = nil }
                let fault = box.fault(width: size?.width ?? .max, height: size?.height ?? .max)
                return fault == nil ? box : nil
            }
            summary.omit(.badBoxes, boxes.count - good.count)
            fields["boxes"] = .array(good.map { .document($0.document) })
        }
        if let classes = description["classes"]?.arrayValue {
            fields["classes"] = .array(classes.compactMap(\.stringValue).filter { !$0.isEmpty }.map { .string($0) })
        }
        if let threshold = description["minProbability"]?.numberValue, (0...1).contains(threshold) {
            fields["minProbability"] = .double(threshold)
        }
    }

    private mutating func add(_ file: LavdFile, _ fields: Document, text: String?) {
        var fields = fields
        fields["text"] = text.map { .string($0) }
        records.append((file, fields))
    }

    /// A text; `nil` when it is long. lavd ends each with a line break of its own.
    private static func text(_ file: LavdFile, _ folder: String, _ summary: inout LavdImportSummary) -> String? {
        guard let bytes = file.contents(in: folder, atMost: longestText) else {
            summary.omit(.longTexts)
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return file.kind == .text && text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func contentType(of name: String) -> String? {
        switch LabelledFolder.parts(ofFile: name).extension.lowercased() {
        case "png": "image/png"
        case "jpg", "jpeg", "jpe", "jif", "jfif", "jfi": "image/jpeg"
        case "gif": "image/gif"
        case "bmp", "dib": "image/bmp"
        case "tif", "tiff": "image/tiff"
        default: nil
        }
    }

    /// Names of options, which may be anything, as a store takes them.
    private static func escaped(_ document: Document) -> Document {
        Document(document.map { (FieldName.escaped($0.key), escaped($0.value)) })
    }

    private static func escaped(_ value: Value) -> Value {
        switch value {
        case .document(let inner): .document(escaped(inner))
        case .array(let elements): .array(elements.map(escaped))
        default: value
        }
    }
}
