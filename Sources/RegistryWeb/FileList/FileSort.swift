import RegistryCore

/// In which order the list of files is.
struct FileSort: Hashable, Sendable {
    /// What a list is sorted by; the raw value is the field of the records.
    enum Field: String, Sendable {
        case name = "file"
        case kind = "filetype"
        case label, step, size
        /// When the record was made: its identifier begins with that.
        case logged = "_id"
    }

    /// The newest file first.
    static let usual = FileSort(field: .logged, isDescending: true)

    let field: Field
    let isDescending: Bool

    init(field: Field, isDescending: Bool) {
        self.field = field
        self.isDescending = isDescending
    }

    /// Reads `size`, or `-size` for the largest first.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for anything that files are not sorted by.
    init(_ text: String) throws(RegistryError) {
        isDescending = text.hasPrefix("-")
        guard let field = Field(rawValue: isDescending ? String(text.dropFirst()) : text) else {
            throw RegistryError(
                .invalidArgument,
                "Files are sorted by file, filetype, label, step, size or _id, with - for the last first."
            )
        }
        self.field = field
    }

    /// The text that ``init(_:)`` reads.
    var text: String { (isDescending ? "-" : "") + field.rawValue }

    /// The stores' sort keys.
    var keys: [SortKey] {
        [SortKey(FieldPath(components: [field.rawValue]), isDescending ? .descending : .ascending)]
    }

    /// This sort as a click on a column's head changes it: numbers and moments begin with the greatest, text with A.
    func clicked(on other: Field) -> FileSort {
        guard other == field else {
            return FileSort(field: other, isDescending: [.step, .size, .logged].contains(other))
        }
        return FileSort(field: field, isDescending: !isDescending)
    }
}
