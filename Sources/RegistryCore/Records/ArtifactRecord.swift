public import BSONCoding

/// One record given to `logArtifact`: the user's own fields, with where it came from.
public struct ArtifactRecord: Hashable, Sendable {
    /// What identifies this one record.
    public var id: RecordID
    /// The run that logged it; `nil` for one added by hand.
    public var run: RunID?
    /// The place in its run, by which a record written twice is recognised; unique within the run.
    public var sequence: Int64?
    /// The user's fields, `Metadata` as a list of `{key, value}` pairs.
    public var fields: Document

    /// A record with its fields.
    public init(id: RecordID, run: RunID? = nil, sequence: Int64? = nil, fields: Document) {
        self.id = id
        self.run = run
        self.sequence = sequence
        self.fields = fields
    }

    /// The identifier shared by the records made from one template, which is what groups the records of one training
    /// run: the field `ArtifactID`.
    public var artifactID: ObjectID? { fields["ArtifactID"]?.objectIDValue }

    /// The record as it is stored in the collection `artifacts`.
    public var document: Document {
        var document: Document = ["_id": id.value]
        document["_run"] = run.map { .string($0.description) }
        document["_seq"] = sequence.map { .int($0) }
        document.update(with: fields)
        return document
    }

    /// Reads a stored record.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` when its `_id` cannot identify a record.
    public init(document: Document) throws(RegistryError) {
        guard let id = document["_id"].flatMap(RecordID.init) else {
            throw RegistryError(
                .corruptData, "A stored artifact has no usable _id. It was not written by this program.")
        }
        self.init(
            id: id, run: document["_run"]?.stringValue.flatMap(RunID.init), sequence: document["_seq"]?.intValue,
            fields: Document(distinct: document.filter { !FieldName.reserved.contains($0.key) }))
    }
}
