package import RegistryCore

/// A reader that passes on what it is asked, but for what a test wants to see or to change.
package protocol PassingReader: RecordReaderLayer {}

extension PassingReader {
    package func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        try await store.find(in: collection, query)
    }

    package func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        try await store.findEncoded(in: collection, query)
    }

    package func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        try await store.record(id, in: collection)
    }

    package func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await store.count(in: collection, matching: filter)
    }

    package func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        try await store.distinctValues(of: field, in: collection, matching: filter, limit: limit)
    }

    package func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        try await store.groups(by: field, in: collection, matching: filter, limit: limit)
    }
}
