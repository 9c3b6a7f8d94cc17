import RegistryCore

/// A file's record in the registry, as far as it is needed to see whether it is up to date: a folder may have hundreds of thousands, with
/// long texts.
struct LavdKnownRecord {
    let id: RecordID
    /// Tells what the record says from what it said; of this process only.
    private let digest: Int
    /// Which of the fields it has that records have at times, a bit for each.
    private let optionalFields: UInt8

    init(_ document: Document, _ id: RecordID) {
        self.id = id
        digest = Self.digest(of: document)
        optionalFields = Self.optionalFields(of: document)
    }

    /// What has to change for the record to say what a document says; `nil` for nothing. Fields of others stay.
    func change(to document: Document) -> RecordChange? {
        guard Self.digest(of: document) != digest else { return nil }
        var change = RecordChange()
        for (key, value) in document where !key.hasPrefix("_") {
            change.set[FieldPath(components: [key])] = value
        }
        let gone = optionalFields & ~Self.optionalFields(of: document)
        for (place, key) in LavdGroup.optionalFields.enumerated() where gone & 1 << place != 0 {
            change.remove.insert(FieldPath(components: [key]))
        }
        return change
    }

    private static let fields =
        ["file", "label", "location", "size", "modified", "step", "filetype", "contentType"] + LavdGroup.optionalFields

    private static func digest(of document: Document) -> Int {
        var hasher = Hasher()
        for name in fields { hasher.combine(document[name]) }
        return hasher.finalize()
    }

    private static func optionalFields(of document: Document) -> UInt8 {
        LavdGroup.optionalFields.enumerated().reduce(0) { bits, field in
            document[field.element] == nil ? bits : bits | 1 << field.offset
        }
    }
}
