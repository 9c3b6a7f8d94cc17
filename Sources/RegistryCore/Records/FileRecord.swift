/// One stored file: what it is and where its bytes lie.
public struct FileRecord: Hashable, Sendable {
    /// What identifies this record.
    public var id: RecordID
    /// The file's name or path as its owner knows it; one record per name.
    public var file: String
    /// The kind of file in the user's words: `csv`, `image`, `weights`.
    public var fileType: String
    /// The run that made it.
    public var run: RunID?
    /// The step it belongs to.
    public var step: Step?
    /// The label under which it is shown.
    public var label: String?
    /// The media type, `image/png`.
    public var contentType: String?
    /// The size in bytes.
    public var sizeInBytes: Int64?
    /// The content's SHA-256 as 64 hexadecimal digits.
    public var sha256: String?
    /// Where the bytes lie: a path or URL.
    public var location: String?
    /// Fields beyond these.
    public var otherFields: Document

    /// A file's record.
    public init(
        id: RecordID, file: String, fileType: String, run: RunID? = nil, step: Step? = nil, label: String? = nil,
        contentType: String? = nil, sizeInBytes: Int64? = nil, sha256: String? = nil, location: String? = nil,
        otherFields: Document = [:]
    ) {
        self.id = id
        self.file = file
        self.fileType = fileType
        self.run = run
        self.step = step
        self.label = label
        self.contentType = contentType
        self.sizeInBytes = sizeInBytes
        self.sha256 = sha256
        self.location = location
        self.otherFields = otherFields
    }

    private static let ownFields: Set<String> = [
        "_id", "_run", "file", "filetype", "step", "label", "contentType", "size", "sha256", "location",
    ]

    /// The record as it is stored in the collection `files`.
    public var document: Document {
        var document: Document = ["_id": id.value, "file": .string(file), "filetype": .string(fileType)]
        document["_run"] = run.map { .string($0.description) }
        document["step"] = step.map { .int($0.rawValue) }
        document["label"] = label.map { .string($0) }
        document["contentType"] = contentType.map { .string($0) }
        document["size"] = sizeInBytes.map { .int($0) }
        document["sha256"] = sha256.map { .string($0) }
        document["location"] = location.map { .string($0) }
        for (key, value) in otherFields where !Self.ownFields.contains(key) { document[key] = value }
        return document
    }

    /// Reads a stored record. The original's inserts wrote `type` where its updates wrote `filetype`: both are read.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` naming the field that is missing.
    public init(document: Document) throws(RegistryError) {
        guard let id = document["_id"].flatMap(RecordID.init), let file = document["file"]?.stringValue else {
            throw RegistryError(.corruptData, "A stored file has no usable field \"_id\" or \"file\".")
        }
        self.init(
            id: id, file: file, fileType: (document["filetype"] ?? document["type"])?.stringValue ?? "",
            run: document["_run"]?.stringValue.flatMap(RunID.init), step: document["step"]?.intValue.map { Step($0) },
            label: document["label"]?.stringValue, contentType: document["contentType"]?.stringValue,
            sizeInBytes: document["size"]?.intValue, sha256: document["sha256"]?.stringValue,
            location: document["location"]?.stringValue,
            otherFields: Document(distinct: document.filter { !Self.ownFields.contains($0.key) }))
    }
}
