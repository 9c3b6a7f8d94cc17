import RegistryCore
import RegistryTestKit
import Testing

@testable import SQLiteStorage

/// Expects the counts of groups to be what counting all records gives.
func expectExactCounts(_ store: SQLiteStore, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    for field in CollectionTraits.of(.artifacts).counted {
        let counted = try await store.groups(by: field, in: .artifacts, matching: .everything, limit: 10_000)
        // Every record has an _id: the filter changes nothing but the way to the answer.
        let recounted = try await store.groups(
            by: field, in: .artifacts, matching: .field("_id", .hasType([.objectID, .string, .int])), limit: 10_000)
        #expect(
            counted.map(\.count) == recounted.map(\.count), "groups of \(field)", sourceLocation: sourceLocation)
        #expect(
            counted.map { OrderedKey.bytes(of: $0.value) } == recounted.map { OrderedKey.bytes(of: $0.value) },
            "groups of \(field)", sourceLocation: sourceLocation)
    }
}
