public import RegistryCore

/// A file of a run on its way to the sinks.
public struct LoggedFile: Hashable, Sendable {
    /// Its name: one or more levels with `/` between them.
    public var name: String
    /// The kind of file in the user's words: `weights`, `image`.
    public var fileType: String
    /// The media type.
    public var contentType: String
    /// What it is shown under.
    public var label: String
    /// Where it stands on the training's axis; `nil` for nowhere.
    public var step: Step?
    /// What it holds.
    public var bytes: [UInt8]

    /// The longest name in bytes.
    public static let longestName = 512

    /// A file.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none: empty, longer than ``longestName`` bytes, one that
    ///   begins or ends with `/`, or has a level that is empty, `.`, `..`, or holds a control character or `\`.
    public init(
        name: String, fileType: String, contentType: String, label: String, step: Step?, bytes: [UInt8]
    ) throws(RegistryError) {
        try Self.check(name)
        self.name = name
        self.fileType = fileType
        self.contentType = contentType
        self.label = label
        self.step = step
        self.bytes = bytes
    }

    /// Refuses what is no name of a file; see the initialiser.
    package static func check(_ name: String) throws(RegistryError) {
        let levels = name.split(separator: "/", omittingEmptySubsequences: false)
        let isGood =
            name.utf8.count <= longestName
            && levels.allSatisfy { level in
                !level.isEmpty && level != "." && level != ".."
                    && !level.unicodeScalars.contains { $0.value < 32 || $0.value == 127 || $0 == "\\" }
            }
        guard isGood else {
            throw RegistryError(
                .invalidArgument,
                "\(String(name.debugDescription.prefix(200))) is no name of a file: it has levels with / between them, none of them "
                    + "empty, . or .., and at most \(longestName) bytes.")
        }
    }

    /// The file as the journal holds it.
    var document: Document {
        var document: Document = [
            "name": .string(name), "filetype": .string(fileType), "contentType": .string(contentType),
            "label": .string(label), "bytes": .binary(Binary(bytes)),
        ]
        document["step"] = step.map { .int($0.rawValue) }
        return document
    }

    /// Reads a file from the journal; `nil` when it is none.
    init?(document: Document) {
        guard let name = document["name"]?.stringValue, let fileType = document["filetype"]?.stringValue,
            let contentType = document["contentType"]?.stringValue, let label = document["label"]?.stringValue,
            case .binary(let binary)? = document["bytes"]
        else { return nil }
        try? self.init(
            name: name, fileType: fileType, contentType: contentType, label: label,
            step: document["step"]?.intValue.map { Step($0) }, bytes: binary.bytes)
    }
}
