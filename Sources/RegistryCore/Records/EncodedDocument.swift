package import BSONCoding

/// A record as a store holds it: BSON, which is read when it is needed.
///
/// Pages that are only sent on, or of which a field or two are looked at, cost a fraction of pages of ``Document``.
public struct EncodedDocument: Sendable {
    /// Reads it from its beginning.
    package let reader: BSONReader

    /// A record of which nothing has been read.
    package init(_ reader: BSONReader) { self.reader = reader }

    /// A record that fills `bytes` exactly.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when the bytes are not a BSON document.
    package init(bson bytes: [UInt8]) throws(RegistryError) {
        do {
            reader = try BSONReader(bytes)
        } catch {
            throw Self.damaged(error)
        }
    }

    /// A record that is not stored.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`; see ``Document/bson()``.
    public init(_ document: Document) throws(RegistryError) { try self.init(bson: document.bson()) }

    /// The record, read.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when it is damaged.
    public func document() throws(RegistryError) -> Document {
        do {
            return try Document(reading: reader)
        } catch {
            throw Self.damaged(error)
        }
    }

    /// The value of a field of the record; `nil` when there is none.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when what stands before it is damaged.
    public subscript(key: String) -> Value? {
        get throws(RegistryError) {
            do {
                guard let value = try reader.value(named: key) else { return nil }
                return try Value(reading: value)
            } catch {
                throw Self.damaged(error)
            }
        }
    }

    /// The record with another text in a field that holds one; `nil` when it has no such field. Nothing of it is read.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when what stands before the field is damaged.
    package func replacing(_ key: String, with text: String) throws(RegistryError) -> EncodedDocument? {
        do {
            return try reader.replacing(key, with: text).map { EncodedDocument($0) }
        } catch {
            throw Self.damaged(error)
        }
    }

    /// Writes the record as ``Document/json()`` has it.
    ///
    /// - Parameter omitted: A field that is left out.
    /// - Throws: ``RegistryError`` with `corruptData` when it is damaged; nothing is written then.
    package func write(to json: inout JSONWriter, without omitted: OmittedField? = nil) throws(RegistryError) {
        do {
            try json.write(reader, without: omitted)
        } catch {
            throw Self.damaged(error)
        }
    }

    /// The error of a record whose bytes are not BSON.
    package static func damaged(_ error: BSONError) -> RegistryError {
        RegistryError(
            .corruptData, "A stored record is damaged. Restore the database from a backup.", underlying: error)
    }
}
