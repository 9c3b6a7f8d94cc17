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
    /// The most bytes that a file has which is logged, and so the most that are read of one: 1,000 MiB. A journal's entry has a little more.
    public static let largest = 1_000 << 20

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
        guard let fault = fault(of: name) else { return }
        throw RegistryError(.invalidArgument, "\(GivenName.shown(name)) is no name of a file: \(fault)")
    }

    /// Refuses what is no name of a file, and what has too many bytes to be one.
    package static func check(_ name: String, byteCount: Int) throws(RegistryError) {
        try check(name)
        guard byteCount > largest else { return }
        throw RegistryError(
            .invalidArgument,
            "\(GivenName.shown(name)) has \(byteCount) bytes, and a logged file at most \(largest). Save it in parts, each under a name of "
                + "its own, or keep it elsewhere and log where it lies.")
    }

    /// What is wrong with a name, and what to do; `nil` for a good one.
    private static func fault(of name: String) -> String? {
        if name.isEmpty { return "it is empty." }
        guard name.utf8.count <= longestName else {
            return "it has \(name.utf8.count) bytes, and may have \(longestName)."
        }
        let levels = PathLevels.of(name)
        if levels.contains(where: \.isEmpty) {
            return "it begins or ends with /, or has two of them in a row. One / is between two levels."
        }
        if let dots = levels.first(where: { $0 == "." || $0 == ".." }) {
            return "its level \(dots) leads elsewhere. Name the folder that is meant, below the run's."
        }
        if name.unicodeScalars.contains("\\") {
            return "it has a \\, which is no separator here. Put / between levels."
        }
        guard let control = name.unicodeScalars.first(where: { $0.value < 32 || $0.value == 127 }) else { return nil }
        return "it has the control character \(GivenName.code(of: control)). Leave it out."
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
