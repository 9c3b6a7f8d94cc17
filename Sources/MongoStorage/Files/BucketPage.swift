/// Files of a ``MongoBucket`` in the order of their names' bytes.
package struct BucketPage: Sendable {
    /// The files.
    package var files: [BucketFile] = []
    /// How many documents describe no file.
    package var unusable = 0
    /// The name of the last document, when there may be more behind it.
    package var last: String?
}
