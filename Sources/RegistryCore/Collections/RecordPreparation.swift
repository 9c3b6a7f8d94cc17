package import BSONCoding

/// What every record goes through before a store keeps it: the same checks and the same additions everywhere.
package enum RecordPreparation {
    /// The deepest nesting of documents and lists in a record: 64 levels.
    package static let deepestNesting = 64

    /// The largest record: 12 MiB as BSON, which leaves room below MongoDB's 16 MB.
    package static let largestRecordInBytes = 12 * 1_024 * 1_024

    /// Checks a record and completes it: `_id` first (a new one when it has none), metadata normalised.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    package static func prepare(
        _ record: Document, for collection: CollectionName, newID: () -> ObjectID
    ) throws(RegistryError) -> Document {
        var fields: [Document.Element] = []
        fields.reserveCapacity(record.count + 2)
        fields.append(("_id", try identifier(of: record, newID: newID).value))
        for (key, value) in record where key != "_id" {
            try check(key: key, value: value, depth: 1)
            fields.append((key, value))
        }
        var prepared = Document(distinct: fields)
        try normaliseOrigin(of: &prepared, in: collection)
        if collection == .artifacts { try normaliseMetadata(of: &prepared) }
        if collection == .runs { try checkRun(prepared) }
        return prepared
    }

    /// Checks and completes a record that was stored before and has been changed since.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field; `corruptData` when it has no `_id`, as no
    ///   store keeps one.
    package static func prepare(
        stored record: Document, for collection: CollectionName
    ) throws(RegistryError) -> Document {
        guard record["_id"] != nil else {
            throw RegistryError(
                .corruptData, "A stored record of \"\(collection)\" has no _id. Restore the store from a backup.")
        }
        return try prepare(record, for: collection) { ObjectID() }
    }

    /// Checks the size of a record that is about to be stored.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`.
    package static func checkSize(inBytes size: Int, of collection: CollectionName) throws(RegistryError) {
        guard size <= largestRecordInBytes else {
            throw RegistryError(
                .invalidArgument,
                "A record for \"\(collection)\" has \(size) bytes; at most \(largestRecordInBytes) can be stored. "
                    + "Store large content as a file and refer to it.")
        }
    }

    private static func identifier(of record: Document, newID: () -> ObjectID) throws(RegistryError) -> RecordID {
        guard let given = record["_id"] else { return .objectID(newID()) }
        guard let id = RecordID(given) else {
            throw RegistryError(
                .invalidArgument, "A record's _id is an ObjectID, a text or a whole number, nothing else.")
        }
        if case .string(let name) = id, name.isEmpty || name.utf8.count > 512 || name.utf8.contains(0) {
            throw RegistryError(.invalidArgument, "A record's _id given as text has 1 to 512 bytes and no NUL.")
        }
        return id
    }

    private static func check(key: String, value: Value, depth: Int) throws(RegistryError) {
        try FieldName.validate(key, within: "a record")
        try check(value, depth: depth)
    }

    private static func check(_ value: Value, depth: Int) throws(RegistryError) {
        guard depth <= deepestNesting else {
            throw RegistryError(
                .invalidArgument,
                "A record nests documents and lists at most \(deepestNesting) levels deep. Flatten it, or store it as a file."
            )
        }
        switch value {
        case .document(let document):
            for (key, value) in document { try check(key: key, value: value, depth: depth + 1) }
        case .array(let elements):
            for element in elements { try check(element, depth: depth + 1) }
        default: break
        }
    }

    /// Checks where a record says it comes from, and writes the run's identifier in its one form: two records of one
    /// run are told by equal text.
    private static func normaliseOrigin(
        of record: inout Document, in collection: CollectionName
    ) throws(RegistryError) {
        if let given = record["_run"] {
            guard let run = given.stringValue.flatMap(RunID.init) else {
                throw RegistryError(
                    .invalidArgument,
                    "The field _run of a record in \"\(collection)\" is a run's identifier: 32 hexadecimal digits.")
            }
            record["_run"] = .string(run.description)
        }
        if let sequence = record["_seq"], sequence.intValue == nil || record["_run"] == nil {
            throw RegistryError(
                .invalidArgument,
                "The field _seq of a record in \"\(collection)\" is a whole number beside the field _run.")
        }
    }

    /// Refuses a run that could not be read back, so that one bad record never spoils a list of runs.
    private static func checkRun(_ record: Document) throws(RegistryError) {
        do {
            _ = try Run(document: record)
        } catch {
            throw RegistryError(
                .invalidArgument, "This cannot be stored as a run. \(error.message)", underlying: error)
        }
    }
}
