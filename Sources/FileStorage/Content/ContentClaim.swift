import RegistryCore

/// The right to decide whether a content that is marked is deleted or stays.
///
/// One has it at a time: it is a file that is written only if it is absent, which stores do in one step. A collection deletes while it has
/// it, and only when the mark that it found is there still; whoever wants the content takes the mark off while they have it. So a content is either
/// deleted before somebody finds that it is there, or stays.
struct ContentClaim {
    /// After so long nobody who took a claim decides any more, and another may take it.
    private static let lifetime = Duration.seconds(900)
    /// Deleting is begun only as long after the claim was taken. What is asked of a store is tried for two minutes by itself.
    private static let time = Duration.seconds(300)

    private let store: ContentStore
    private let key: FileKey
    private let taken: Duration

    /// Takes the claim; `nil` when somebody else has it.
    static func take(_ id: ContentID, in store: ContentStore) async throws -> ContentClaim? {
        let key = try store.claimKey(id)
        let clock = store.patience.clock
        let claim = ContentClaim(store: store, key: key, taken: clock.uptime())
        do {
            try await store.files.write(
                Array("\(clock.now())".utf8), to: key, options: WriteOptions(condition: .onlyIfAbsent))
            return claim
        } catch let error as RegistryError where error.code == .alreadyExists {
            guard let other = try await store.files.info(key) else { return nil }
            // A crash left it.
            let age = other.modified.map { clock.now().millisecondsSince1970 - $0.millisecondsSince1970 } ?? 0
            if Duration.milliseconds(age) > Self.lifetime { try await store.files.delete(key) }
            return nil
        }
    }

    /// Does something with the claim, and gives it back.
    func holding<Result>(_ work: () async throws -> Result) async throws -> Result {
        let result: Result
        do {
            result = try await work()
        } catch {
            // What became of the work is told, not this: a claim that stays ends by itself.
            try? await store.files.delete(key)
            throw error
        }
        try await store.files.delete(key)
        return result
    }

    /// Whether there is time left to delete.
    var isFresh: Bool { store.patience.clock.uptime() - taken < Self.time }
}
