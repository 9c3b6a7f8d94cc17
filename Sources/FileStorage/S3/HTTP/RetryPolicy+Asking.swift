package import RegistryCore

/// A failure that may pass: the same may work later.
package struct PassingFailure: Error {
    /// What the caller is told when it did not pass for as long as it was tried.
    package let error: RegistryError
    /// When to come back, where the server says so.
    package let wish: Duration?

    package init(_ error: RegistryError, wish: Duration? = nil) {
        self.error = error
        self.wish = wish
    }
}

extension RetryPolicy {
    /// Makes attempts until one succeeds, with pauses that grow, as long as patience lasts.
    ///
    /// - Parameters:
    ///   - place: the server, for messages.
    ///   - subject: what is asked about, for messages.
    ///   - attempt: is given its number, counted from 1; those before may have done something of which no answer came. It is made again when
    ///     it throws a ``PassingFailure`` or a ``TransportFailure``.
    /// - Throws: what an attempt throws else; the last failure's error when patience is over.
    package func attempts<Answer>(
        at place: String, about subject: String, _ attempt: (_ number: Int) async throws -> Answer
    ) async throws -> Answer {
        let start = clock.uptime()
        var failures = 0
        while true {
            try Task.checkCancellation()
            let failure: PassingFailure
            do {
                return try await attempt(failures + 1)
            } catch let passing as PassingFailure {
                failure = passing
            } catch let broken as TransportFailure {
                failure = PassingFailure(broken.registryError(at: place, about: subject))
            }
            failures += 1
            RetryListener.current.note(failure.error)
            let pause = pause(after: failures, wish: failure.wish)
            guard clock.uptime() - start + pause <= patience else { throw failure.error }
            try await clock.sleep(pause)
        }
    }
}

extension TransportFailure {
    /// For the caller, when it did not pass.
    func registryError(at place: String, about subject: String) -> RegistryError {
        switch kind {
        case .noConnection:
            RegistryError(
                .unavailable, "Nothing answers at \(place). Look at the address, and whether the server runs.",
                underlying: self)
        case .timedOut: RegistryError(.timedOut, "\(place) took too long over \(subject).", underlying: self)
        case .notTrusted:
            RegistryError(
                .unavailable,
                "The certificate of \(place) is not one that this machine trusts, or it does not speak TLS.",
                underlying: self)
        case .brokenConnection:
            RegistryError(
                .unavailable, "The connection to \(place) broke over \(subject), again and again.", underlying: self)
        }
    }
}

extension StorageResponse {
    /// The statuses that say that the same may work later; those above 505 are proxies' and servers' own.
    static let passing = Set(500...599).subtracting([501, 505]).union([408, 429])

    /// When to come back (`Retry-After`), in seconds from now; `nil` where that is not said, or not in this way.
    var wish: Duration? {
        self["retry-after"].flatMap { Int($0) }.flatMap { (0...86_400).contains($0) ? .seconds($0) : nil }
    }
}
