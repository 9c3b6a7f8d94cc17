import RegistryCore

/// What one client gets to see of the newest runs: those that changed since it last looked.
actor RunListFollower {
    private var digest: UInt64
    private var known: RunListSnapshot?

    /// - Parameter digest: of the list that the client has seen; 0 when it has seen none.
    init(digest: UInt64) { self.digest = digest }

    /// The digest of an event's id.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for text that is no id of this stream.
    static func digest(ofID text: String) throws(RegistryError) -> UInt64 {
        guard text.hasPrefix("1;"), let digest = UInt64(text.dropFirst(2), radix: 36) else {
            throw RegistryError(
                .invalidArgument,
                "This is no event's id of this stream. Leave it out to begin with the runs as they are now.")
        }
        return digest
    }

    /// Waits for the next moment to look, and tells what changed. Often nothing did.
    func next(from feed: Feed<RunListSnapshot>) async throws -> [ServerEvent] {
        let snapshot = try await feed.snapshot(after: known?.number ?? 0)
        let before = known
        known = snapshot
        guard snapshot.digest != digest else { return [] }
        digest = snapshot.digest
        let digests = Dictionary(
            (before?.entries ?? []).map { ($0.id, $0.digest) }, uniquingKeysWith: { first, _ in first })
        let changed = snapshot.entries.filter { digests[$0.id] != $0.digest }
        let gone = Set(digests.keys).subtracting(snapshot.entries.map(\.id))
        return [
            ServerEvent(
                kind: "runs", position: "1;\(String(digest, radix: 36))",
                data: [
                    "whole": .bool(before == nil), "runs": .array(changed.map { .document($0.told) }),
                    "removed": .array(gone.sorted().map { .string($0) }),
                ])
        ]
    }
}
