import RegistryCore

/// Keeps credentials until shortly before they end. All who wait for them wait for one search.
actor CredentialKeeper {
    private let source: CredentialSource
    private let now: @Sendable () -> WallTime
    private var kept: S3Credentials?
    private var search: Task<S3Credentials?, any Error>?

    init(_ source: CredentialSource, now: @escaping @Sendable () -> WallTime) {
        self.source = source
        self.now = now
    }

    /// The credentials; `nil` to ask without.
    func credentials() async throws -> S3Credentials? {
        if let kept, !isAboutToEnd(kept) { return kept }
        if let search {
            guard let found = try await search.value else {
                guard source.isAnonymous else { throw noCredentials }
                return nil
            }
            return found
        }
        let search = Task { [source] in try await source.credentials() }
        self.search = search
        defer { self.search = nil }
        kept = try await search.value
        // Unsigned, a request would be refused for another reason than it is.
        guard kept != nil || source.isAnonymous else { throw noCredentials }
        return kept
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

    private func isAboutToEnd(_ credentials: S3Credentials) -> Bool {
        guard let expires = credentials.expires else { return false }
        return expires.millisecondsSince1970 - now().millisecondsSince1970 < 120_000
    }
}
