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
            throw Self.damaged(error)
        }
    }

    /// The value at a path; `nil` when there is none. See ``RegistryCore/Document/subscript(path:)``.
    func value(at path: FieldPath) throws(RegistryError) -> Value? {
        do {
            return try reader.value(at: path.components).map { value throws(BSONError) in try Value(reading: value) }
        } catch {
            throw Self.damaged(error)
        }
    }

    /// The key by which the record is put in order. See ``RegistryCore/Document/sortValue(at:)``.
    func sortKey(at path: FieldPath) throws(RegistryError) -> [UInt8] {
        var document = reader
        for (index, name) in path.components.enumerated() {
            let value: BSONValue?
            do {
                value = try document.value(named: name)
            } catch {
                throw Self.damaged(error)
            }
            switch value {
            case nil: return FilterSQL.nullKey
            case .array: return FilterSQL.listKey
            case .document(let inner): document = inner
            case let value?:
                guard index == path.components.count - 1 else { return FilterSQL.nullKey }
                do {
                    return OrderedKey.sortBytes(of: try Value(reading: value))
                } catch {
                    throw Self.damaged(error)
                }
            }
        }
        return FilterSQL.listKey
    }

    private static func damaged(_ error: BSONError) -> RegistryError {
        RegistryError(
            .corruptData, "A stored record is damaged. Restore the database from a backup.", underlying: error)
    }
}
