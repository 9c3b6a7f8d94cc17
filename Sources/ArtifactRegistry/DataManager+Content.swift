import RegistryCore

extension DataManager {
    /// The SHA-256 of every content that any record names, as 64 lower-case hexadecimal digits: what must be kept of a store of
    /// files that are named by their bytes.
    ///
    /// The records of `files` name them in `sha256`. All others are looked into as well, at any depth and within texts, those in
    /// the trash too: what is named anywhere may still be wanted.
    ///
    /// - Throws: ``RegistryError``; then nothing is known, and nothing may be deleted.
    public func namedContents() async throws -> Set<String> {
        var found: Set<String> = []
        // The trash is read first and last: what somebody takes out of it meanwhile is in one of the two.
        let others = try await store.collections().filter { $0 != .trash }
        for collection in [.trash] + others + [.trash] {
            var query = Query(limit: 1_000)
            repeat {
                try Task.checkCancellation()
                let page = try await store.find(in: collection, query)
                for record in page.elements { DigestSearch.add(digestsIn: .document(record), to: &found) }
                query.cursor = page.next
            } while query.cursor != nil
        }
        return found
    }
}
