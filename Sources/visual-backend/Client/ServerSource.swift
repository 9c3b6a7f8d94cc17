import RegistryCore

/// The records of a server, over its API.
struct ServerSource {
    /// The most records that the server gives at a time.
    private static let mostAtATime = 1_000

    let client: ServerClient

    /// What is found. The server reads the condition: it may know more than this program.
    func records(for wanted: RecordSearch) async throws -> [Document] {
        let (name, limit) = (wanted.collection.description, wanted.limit)
        var found: [Document] = []
        var cursor: Value = .null
        repeat {
            var search: Document = [
                "sort": .string(wanted.sort), "limit": .int(Int64(min(limit - found.count, Self.mostAtATime))),
                "cursor": cursor,
            ]
            if let expression = wanted.expression { search["expression"] = .string(expression) }
            let page = try await client.post("/api/v1/\(name)/search", search)
            guard let records = page[name]?.arrayValue?.compactMap(\.documentValue) else {
                throw client.stranger(status: 200)
            }
            found += records
            // A page without records and with a next one would go on for ever.
            cursor = records.isEmpty ? .null : page["next"] ?? .null
        } while cursor != .null && found.count < limit
        return found
    }
}
