import RegistryCore

/// The right to decide whether a content that is marked is deleted or stays.
///
/// One has it at a time: whoever wants it writes a file of a name that nobody ever uses again, and looks then which of them there are. It has it who
/// sees no other; of two at the same time the one that wrote later sees the other, and gives way. So nothing is asked of a store but that it
/// lists what was written before: no condition, which not every store honours. And a deletion that is sent again, as the answer to it was lost,
/// deletes nobody else's claim.
///
/// A collection deletes while it has it, and only when the mark that it found is there still; whoever wants the content takes the mark off while
/// they have it. So a content is either deleted before somebody finds that it is there, or stays.
struct ContentClaim {
    /// Deleting is begun only as long after the claim was taken. What is asked of a store is tried for two minutes by itself, so that all of it
    /// is over long before anybody else takes the claim (``ClaimWatch/lifetime``).
    private static let time = Duration.seconds(300)

    private let store: ContentStore
    private let key: FileKey
    private let taken: Duration

    /// Takes the claim; `nil` when somebody else has it, or takes it at the same moment.
    static func take(_ id: ContentID, in store: ContentStore) async throws -> ContentClaim? {
        // Who waits for another's decision writes nothing that is in a third one's way.
        guard try await isFree(id, in: store) else { return nil }
        let clock = store.patience.clock
        let key = try store.claims(of: id).appending(store.makeClaimName())
        let claim = ContentClaim(store: store, key: key, taken: clock.uptime())
        do {
            // When it was taken is for people alone: clocks of several machines are not compared.
            try await store.files.writeText("\(clock.now())", to: key)
            let claims = try await files(of: id, in: store)
            // A list without this one is an old one, which may be without others as well.
            guard claims.contains(key), held(claims.filter { $0 != key }, of: id, in: store).isEmpty else {
                try await claim.giveBack()
                return nil
            }
            // What a crash left. What cannot be deleted is in nobody's way later than now.
            for other in claims where other != key { try? await store.files.delete(other) }
            store.watch.forget(id)
            return claim
        } catch {
            // What went wrong is told, not this: a claim that stays ends by itself.
            try? await claim.giveBack()
            throw error
        }
    }

    /// Whether the claim can probably be taken.
    static func isFree(_ id: ContentID, in store: ContentStore) async throws -> Bool {
        held(try await files(of: id, in: store), of: id, in: store).isEmpty
    }

    private static func files(of id: ContentID, in store: ContentStore) async throws -> [FileKey] {
        try await store.files.allFiles(in: store.claims(of: id)).map(\.key)
    }

    /// Those of others that no crash has left.
    private static func held(_ others: [FileKey], of id: ContentID, in store: ContentStore) -> [FileKey] {
        store.watch.held(others, of: id, now: store.patience.clock.uptime())
    }

    /// Does something with the claim, and gives it back.
    func holding<Result>(_ work: () async throws -> Result) async throws -> Result {
        let result: Result
        do {
            result = try await work()
        } catch {
            // What became of the work is told, not this: a claim that stays ends by itself.
            try? await giveBack()
            throw error
        }
        try await giveBack()
        return result
    }

    /// Deletes it, also when somebody has taken it over since: they have a file of their own.
    private func giveBack() async throws { try await store.files.delete(key) }

    /// Whether there is time left to delete.
    var isFresh: Bool { store.patience.clock.uptime() - taken < Self.time }
}
