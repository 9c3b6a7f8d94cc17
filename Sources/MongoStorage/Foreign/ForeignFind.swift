package import RegistryCore

/// What is looked for in a ``ForeignMongoDatabase``.
package struct ForeignFind: Sendable {
    /// Where it is looked for.
    package var collection: String
    /// The condition. Default: every document.
    package var filter: Document = [:]
    /// Which fields are given, as MongoDB's projections say it. Default: all.
    package var fields: Document = [:]
    /// Whether the documents come in the order of their identifiers.
    package var isInOrder = false
    /// The first identifier that may come, whatever its type and those behind it: a comparison would only give those of its type.
    /// The documents come in the order of their identifiers then.
    package var first: Value?
    /// At most so many; 0 for all.
    package var limit = 0

    /// Every document of a collection.
    package init(in collection: String) { self.collection = collection }

    var command: MongoCommand {
        var find = MongoCommand("find", collection, kind: .read)
        if !filter.isEmpty { find.set("filter", .document(filter)) }
        if !fields.isEmpty { find.set("projection", .document(fields)) }
        if isInOrder || first != nil {
            find.set("sort", ["_id": 1])
            find.set("hint", ["_id": 1])
        }
        if let first { find.set("min", ["_id": first]) }
        if limit > 0 { find.set("limit", .int(Int64(limit))) }
        return find
    }
}
