import RegistryCore

/// A store without the runs that are in the trash, and without what belongs to them.
struct VisibleRecords: RecordReaderLayer {
    let store: any RecordReader
    let trash: Trash

    private func isHidden(_ record: Document, in collection: CollectionName, _ runs: Set<String>) -> Bool {
        record[Self.owner(in: collection)]?.stringValue.map(runs.contains) ?? false
    }

    /// The field that has a record's run.
    private static func owner(in collection: CollectionName) -> String { collection == .runs ? "_id" : "_run" }

    /// A filter that leaves hidden records out, too.
    private func visible(_ filter: Filter, in collection: CollectionName) async throws -> Filter {
        let runs = try await trash.runs()
        guard !runs.isEmpty else { return filter }
        return .and([
            filter,
            .not(
                .field(FieldPath(components: [Self.owner(in: collection)]), .oneOf(runs.sorted().map { .string($0) }))),
        ])
    }

    /// A page that may be shorter than asked for: cursors stay good when a run is deleted or restored between two pages.
    func find(in collection: CollectionName, _ query: Query) async throws -> Page<Document> {
        let page = try await store.find(in: collection, query)
        guard !page.elements.isEmpty else { return page }
        let runs = try await trash.runs()
        guard !runs.isEmpty else { return page }
        return Page(page.elements.filter { !isHidden($0, in: collection, runs) }, next: page.next)
    }

    func findEncoded(in collection: CollectionName, _ query: Query) async throws -> Page<EncodedDocument> {
        let page = try await store.findEncoded(in: collection, query)
        guard !page.elements.isEmpty else { return page }
        let runs = try await trash.runs()
        guard !runs.isEmpty else { return page }
        let owner = Self.owner(in: collection)
        return Page(
            try page.elements.filter { try $0[owner]?.stringValue.map(runs.contains) != true }, next: page.next)
    }

    func record(_ id: RecordID, in collection: CollectionName) async throws -> Document? {
        guard let record = try await store.record(id, in: collection) else { return nil }
        return isHidden(record, in: collection, try await trash.runs()) ? nil : record
    }

    func count(in collection: CollectionName, matching filter: Filter) async throws -> Int {
        try await store.count(in: collection, matching: try await visible(filter, in: collection))
    }

    func distinctValues(
        of field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [Value] {
        try await store.distinctValues(
            of: field, in: collection, matching: try await visible(filter, in: collection), limit: limit)
    }

    func groups(
        by field: FieldPath, in collection: CollectionName, matching filter: Filter, limit: Int
    ) async throws -> [RecordGroup] {
        try await store.groups(
            by: field, in: collection, matching: try await visible(filter, in: collection), limit: limit)
    }
}
