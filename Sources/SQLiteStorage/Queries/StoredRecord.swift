import BSONCoding
import RegistryCore

/// A record as it is stored, of which single fields are read without the rest.
struct StoredRecord {
    private let reader: BSONReader

    /// - Throws: ``RegistryError`` with `corruptData` when the bytes are no document.
    init(_ body: UnsafeRawBufferPointer) throws(RegistryError) {
        do {
            reader = try BSONReader([UInt8](body))
        } catch {
            throw EncodedDocument.damaged(error)
        }
    }

    /// The value at a path; `nil` when there is none. See ``RegistryCore/Document/subscript(path:)``.
    func value(at path: FieldPath) throws(RegistryError) -> Value? {
        do {
            return try reader.value(at: path.components).map { value throws(BSONError) in try Value(reading: value) }
        } catch {
            throw EncodedDocument.damaged(error)
        }
    }
}
