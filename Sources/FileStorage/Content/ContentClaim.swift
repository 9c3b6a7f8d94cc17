import RegistryCore

/// The right to decide whether a content that is marked is deleted or stays.
///
/// One has it at a time: it is a file that is written only if it is absent, which stores do in one step. A collection deletes while it has
/// it, and only when the mark that it found is there still; whoever wants the content takes the mark off while they have it. So a content is either
/// deleted before somebody finds that it is there, or stays.
struct ContentClaim {
    /// Deleting is begun only as long after the claim was taken. What is asked of a store is tried for two minutes by itself, so that all of it
    /// is over long before anybody else takes the claim (``ClaimWatch/lifetime``).
    private static let time = Duration.seconds(300)

    private let store: ContentStore
    private let key: FileKey
    /// What stands in it, which is in no other claim.
    private let text: String
    private let taken: Duration

    /// Takes the claim; `nil` when somebody else has it.
    static func take(_ id: ContentID, in store: ContentStore) async throws -> ContentClaim? {
        let key = try store.claimKey(id)
        let clock = store.patience.clock
        // When it was taken is for people alone: clocks of several machines are not compared.
        let claim = ContentClaim(
            store: store, key: key, text: "\(store.makeClaimName()) \(clock.now())", taken: clock.uptime())
        do {
            try await claim.write(.onlyIfAbsent)
            store.watch.forget(key)
            return claim
        } catch let error as RegistryError where error.code == .alreadyExists {
            guard let other = try await ClaimWatch.Sight(of: key, in: store.files) else { return nil }
            guard store.watch.isLeft(other, at: key, now: clock.uptime()) else { return nil }
            return try await claim.takeOver(other)
        }
    }

    /// Whether the claim can probably be taken.
    static func isFree(_ id: ContentID, in store: ContentStore) async throws -> Bool {
        let key = try store.claimKey(id)
        guard let other = try await ClaimWatch.Sight(of: key, in: store.files) else { return true }
        return store.watch.isLeft(other, at: key, now: store.patience.clock.uptime())
    }

    /// Takes the place of a claim that a crash left, unless somebody is quicker.
    private func takeOver(_ left: ClaimWatch.Sight) async throws -> ContentClaim? {
        do {
            // In one step: of several who saw it for long enough, one takes it.
            guard let version = left.version else { throw RegistryError(.unsupported, "This store has no versions.") }
            try await write(.onlyIfVersion(version))
        } catch let error as RegistryError where error.code == .alreadyExists || error.code == .notFound {
            return nil
        } catch let error as RegistryError where error.code == .unsupported {
            guard try await ClaimWatch.Sight(of: key, in: store.files) == left else { return nil }
            try await store.files.delete(key)
            return nil
        }
        store.watch.forget(key)
        // A store that looks right before it writes may have let two do it: the last one has it.
        return try await isMine() ? self : nil
    }

    private func write(_ condition: WriteOptions.Condition) async throws {
        try await store.files.write(Array(text.utf8), to: key, options: WriteOptions(condition: condition))
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

    /// Deletes it, if it is this one still: who has taken it over since goes on with it.
    private func giveBack() async throws {
        if try await isMine() { try await store.files.delete(key) }
    }

    private func isMine() async throws -> Bool {
        try await ClaimWatch.Sight(of: key, in: store.files)?.text == text
    }

    /// Whether there is time left to delete.
    var isFresh: Bool { store.patience.clock.uptime() - taken < Self.time }
}
