import RegistryCore

/// Keeps credentials until shortly before they end. All who wait for them wait for one search. When others cannot be had, those that are
/// still good are used until they end.
actor CredentialKeeper {
    /// Others are looked for so long before those that are kept end, in milliseconds.
    private static let margin: Int64 = 120_000
    /// After a search that failed, those that are still good are used for so long before the next one, in milliseconds.
    private static let rest: Int64 = 10_000

    private let source: CredentialSource
    private let now: @Sendable () -> WallTime
    private var kept: S3Credentials?
    private var search: Task<S3Credentials?, any Error>?
    /// Until then nothing is looked for while something is kept that is good.
    private var restsUntil: WallTime?

    init(_ source: CredentialSource, now: @escaping @Sendable () -> WallTime) {
        self.source = source
        self.now = now
    }

    /// The credentials; `nil` to ask without.
    func credentials() async throws -> S3Credentials? {
        if let kept, !ends(kept, within: Self.margin) { return kept }
        if let kept, let restsUntil, now() < restsUntil, !ends(kept, within: 0) { return kept }
        let old = kept
        do {
            // Unsigned, a request would be refused for another reason than it is.
            guard let found = try await searched() else {
                guard source.isAnonymous else { throw noCredentials }
                return nil
            }
            return found
        } catch {
            // Unless the server has said meanwhile that they have ended.
            guard let old, kept == old, !ends(old, within: 0) else { throw error }
            restsUntil = WallTime(millisecondsSince1970: now().millisecondsSince1970 + Self.rest)
            return old
        }
    }

    /// What the source gives, which is kept when it is something.
    private func searched() async throws -> S3Credentials? {
        if let search { return try await search.value }
        let search = Task { [source] in try await source.credentials() }
        self.search = search
        defer { self.search = nil }
        guard let found = try await search.value else { return nil }
        kept = found
        return found
    }

    /// Has them looked for again: the server says that these have ended.
    ///
    /// - Returns: whether there are others now.
    func renew(_ ended: S3Credentials) async throws -> Bool {
        if kept == ended { kept = nil }
        return try await credentials() != ended
    }

    private var noCredentials: RegistryError {
        RegistryError(
            .accessDenied, "There are no credentials for the storage server. Looked for in: \(source.description).")
    }

    private func ends(_ credentials: S3Credentials, within milliseconds: Int64) -> Bool {
        guard let expires = credentials.expires else { return false }
        return expires.millisecondsSince1970 - now().millisecondsSince1970 < milliseconds
    }
}
