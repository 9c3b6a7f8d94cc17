import RegistryCore

/// Makes and finds the records of the files that runs are imported from, and their numbers.
struct ClaimRegister {
    let store: any RegistryStore
    let patience: StorePatience
    /// The kind of files, as it stands in their records.
    let fileType: String

    /// How often a number that somebody else took is followed by another try.
    private static let mostTries = 100

    /// The number of a file in its run, given now if it has none; `nil` when the run has too many files.
    ///
    /// - Parameter claims: the run's files that are known; more may become known.
    nonisolated(nonsending) func claim(
        _ key: FileClaim.Key, run: RunID, _ claims: inout [FileClaim.Key: FileClaim]
    ) async throws -> FileClaim? {
        for _ in 0..<Self.mostTries {
            if let claim = claims[key] { return claim }
            let number = (claims.values.lazy.map(\.number).max() ?? -1) + 1
            guard number < FileClaim.mostFiles else { return nil }
            let record = FileClaim.document(key: key, number: number, run: run, fileType: fileType)
            let insertion = try await patience.call { try await store.insert([record], into: .files) }
            if insertion.duplicates == 0, let id = insertion.ids.first {
                claims[key] = FileClaim(id: id, key: key, number: number)
            } else {
                try await load(run: run, &claims)
            }
        }
        throw RegistryError(.unavailable, "Others keep numbering the files of run \(run). Try again later.")
    }

    /// Reads the files of a run that have a number.
    nonisolated(nonsending) func load(run: RunID, _ claims: inout [FileClaim.Key: FileClaim]) async throws {
        var cursor: PageCursor?
        repeat {
            let query = Query(
                FileClaim.filter(run: run, fileType: fileType), limit: Query.largestPage, cursor: cursor)
            let page = try await patience.call { try await store.find(in: .files, query) }
            for document in page.elements {
                if let claim = FileClaim(document) { claims[claim.key] = claim }
            }
            cursor = page.next
        } while cursor != nil
    }
}
