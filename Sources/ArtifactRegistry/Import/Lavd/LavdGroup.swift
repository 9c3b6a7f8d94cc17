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
    /// Files that could not be read, by their paths.
    private(set) var unreadable: Set<String> = []
    private var hasFaults = false

    /// Whether nothing comes of the files because they are damaged, too long or cannot be read.
    var isFruitless: Bool { hasFaults && number == nil && records.isEmpty && command == nil }

    /// Fields that a record has at times.
    static let optionalFields = ["text", "expected", "boxes", "classes", "minProbability", "width", "height"]

    /// - Parameters:
    ///   - files: The files, in the order of their paths.
    ///   - place: The experiment's folder.
    init(
        _ files: [LavdFile], key: LavdListing.Key, in place: LavdPlace, _ summary: inout LavdImportSummary
    ) {
        self.key = key
        let documents = readJSON(files, place, &summary)
        let json = documents?.1
        if let file = documents?.0, let value = json?["scalars"]?.documentValue?["value"] {
            readNumber(value, file, place, &summary)
        }
        readTexts(files, documents, place, &summary)
        readImages(files, documents, place, &summary)
        let markdown = Self.only(files.filter { $0.kind == .markdown }, in: place, &summary)
        if let markdown {
            let text = text(markdown, place, &summary)
            add(markdown, ["filetype": "markdown", "contentType": "text/markdown"], text: text)
        }
        // Only one file can have it: that in the experiment's own folder.
        if key.step == nil, key.label == "command" || key.label == "commands" {
            command = json?["command"]?.documentValue.map(Self.escaped)
        }
    }

    /// The first of files that say the same; others are in conflict with it.
    private static func only(
        _ files: [LavdFile], in place: LavdPlace, _ summary: inout LavdImportSummary
    ) -> LavdFile? {
        for other in files.dropFirst() {
            summary.omit(
                .sameLabels, 1, "\(place.path)/\(other.path): \(files[0].path) has its label, step and kind already")
        }
        return files.first
    }

    /// The JSON file, if it is one. What is no JSON object is damaged; what cannot be read, or is too long, may be whole.
    private mutating func readJSON(
        _ files: [LavdFile], _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) -> (LavdFile, Document)? {
        guard let file = Self.only(files.filter { $0.kind == .json }, in: place, &summary) else { return nil }
        do throws(LavdFileFault) {
            let bytes = try file.contents(in: place)
            if let document = try? Value(pythonJSON: bytes).documentValue { return (file, document) }
            summary.omit(.damagedFiles, 1, "\(place.path)/\(file.path): it is no JSON object")
        } catch {
            switch error {
            case .tooLong: summary.omit(.longFiles, 1, "\(place.path)/\(file.path): it is longer than 16 MiB")
            case .unreadable(let reason): note(file, unreadable: reason, place, &summary)
            }
        }
        hasFaults = true
        return nil
    }

    private mutating func note(
        _ file: LavdFile, unreadable reason: String, _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) {
        unreadable.insert(file.path)
        summary.omit(.unreadableFiles, 1, "\(place.path)/\(file.path): it cannot be read: \(reason)")
    }

    private mutating func readNumber(
        _ value: Value, _ file: LavdFile, _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) {
        let number: Double? = value.isNull ? .nan : value.numberValue
        guard let number else {
            hasFaults = true
            return summary.omit(.damagedFiles, 1, "\(place.path)/\(file.path): its value is no number")
        }
        guard key.step != nil else { return summary.omit(.numbersWithoutStep) }
        self.number = (number, WallTime(millisecondsSince1970: file.modified))
    }

    private mutating func readTexts(
        _ files: [LavdFile], _ json: (LavdFile, Document)?, _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) {
        let plain = Self.only(files.filter { $0.kind == .text }, in: place, &summary)
        if let (file, document) = json, let texts = document["texts"]?.documentValue,
            let actual = texts["actual"]?.stringValue
        {
            if let plain {
                summary.omit(
                    .sameLabels, 1, "\(place.path)/\(plain.path): \(file.path) has its label, step and kind already")
            }
            var fields: Document = ["filetype": "text", "contentType": "text/plain"]
            fields["expected"] = texts["expected"]?.stringValue.flatMap {
                $0.utf8.count <= LavdFile.longestText ? .string($0) : nil
            }
            add(file, fields, text: actual.utf8.count <= LavdFile.longestText ? actual : nil)
        } else if let plain {
            add(plain, ["filetype": "text", "contentType": "text/plain"], text: text(plain, place, &summary))
        }
    }

    private mutating func readImages(
        _ files: [LavdFile], _ json: (LavdFile, Document)?, _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) {
        var images = files.filter { $0.kind == .image }
        let description = json?.1["images"]?.documentValue
        if let (file, _) = json, let source = description?["source"]?.stringValue {
            if let index = images.firstIndex(where: { $0.name == source }) {
                images.swapAt(0, index)
            } else {
                // It may be written in a moment. One in another folder is no business of this label.
                summary.omit(.strangeSources, 1, "\(place.path)/\(file.path): no image \(source) is beside it")
            }
        }
        guard let image = Self.only(images, in: place, &summary) else { return }
        var fields: Document = ["filetype": "image"]
        fields["contentType"] = Self.contentType(of: image.name).map { .string($0) }
        let size = ImageHeader.pngSize(head(image, place, &summary))
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

    /// A text; `nil` when it is long or cannot be read. lavd ends each with a line break of its own.
    private mutating func text(
        _ file: LavdFile, _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) -> String? {
        do throws(LavdFileFault) {
            let text = String(decoding: try file.contents(in: place), as: UTF8.self)
            return file.kind == .text && text.hasSuffix("\n") ? String(text.dropLast()) : text
        } catch {
            switch error {
            case .tooLong: summary.omit(.longTexts)
            case .unreadable(let reason): note(file, unreadable: reason, place, &summary)
            }
            return nil
        }
    }

    /// The first bytes of an image; none when it cannot be read.
    private mutating func head(
        _ image: LavdFile, _ place: LavdPlace, _ summary: inout LavdImportSummary
    ) -> [UInt8] {
        do throws(LavdFileFault) {
            return try image.head(in: place, count: 32)
        } catch {
            if case .unreadable(let reason) = error { note(image, unreadable: reason, place, &summary) }
            return []
        }
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
