public import RegistryCore

/// A file of the run: a model, an object, a patch.
public struct LabelledFile: Hashable, Sendable {
    /// What it is shown under, with `/` between levels; the file's path without its extension.
    public var label: String
    /// Where it stands on the training's axis; `nil` when it belongs to the whole run.
    public var step: Step?
    /// The extension of its name, without the dot: letters, digits, `-` and `_`. `json`, `png`, `txt` and `md` are those of labels' own files,
    /// and are refused when it is logged; so is `patch` for the label `changes` of the whole run.
    public var fileExtension: String
    /// What is in it.
    public var bytes: [UInt8]

    /// A file. Default: without a step.
    public init(label: String, step: Step? = nil, fileExtension: String, bytes: [UInt8]) {
        self.label = label
        self.step = step
        self.fileExtension = fileExtension
        self.bytes = bytes
    }

    /// The extensions of the files that numbers, images, texts and the command are kept in, in lower case.
    static let ownExtensions: Set<String> = ["json", "png", "txt", "md"]

    /// What was changed in the program's code and not committed.
    static func codeChanges(_ patch: [UInt8]) -> LabelledFile {
        LabelledFile(label: "changes", fileExtension: "patch", bytes: patch)
    }

    /// Whether it would be where ``codeChanges(_:)`` is, also on a disk that takes capitals and small letters for the same.
    var isCodeChanges: Bool {
        let changes = Self.codeChanges([])
        return step == nil && label.lowercased() == changes.label
            && fileExtension.lowercased() == changes.fileExtension
    }

    /// Whether an extension is one.
    static func isExtension(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// The file as the journal holds it.
    var document: Document {
        var document: Document = [
            "label": .string(label), "extension": .string(fileExtension), "bytes": .binary(Binary(bytes)),
        ]
        document["step"] = step.map { .int($0.rawValue) }
        return document
    }

    /// Reads what ``document`` wrote; `nil` for anything else.
    init?(_ document: Document) {
        guard let label = document["label"]?.stringValue, let fileExtension = document["extension"]?.stringValue,
            Self.isExtension(fileExtension), case .binary(let binary)? = document["bytes"]
        else { return nil }
        self.init(
            label: label, step: document["step"]?.intValue.map { Step($0) }, fileExtension: fileExtension,
            bytes: binary.bytes)
    }
}
