import RegistryCore

/// What to do when the store cannot be had at the moment. Every write of an import may be repeated, so that trying again
/// is always right.
struct StorePatience: Sendable {
    /// Is told the error and how many calls in a row failed with one, and returns when it is time to try again; throws to
    /// give up.
    let wait: @Sendable (_ error: RegistryError, _ failures: Int) async throws -> Void

    /// Gives up at once: whoever started the import starts it again.
    static let none = StorePatience { error, _ in throw error }

    /// Makes a call until it ends in another way than that the store cannot be had.
    nonisolated(nonsending) func call<Answer>(
        _ work: nonisolated(nonsending) () async throws -> Answer
    ) async throws -> Answer {
        var failures = 0
        while true {
            do {
                return try await work()
            } catch let error as RegistryError where Self.passes(error.code) {
                failures += 1
                try await wait(error, failures)
            }
        }
    }

    /// Whether the same call may succeed later.
    static func passes(_ code: RegistryError.Code) -> Bool { code == .unavailable || code == .timedOut }
}
