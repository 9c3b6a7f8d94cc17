import Logging
import RegistryCore
import Synchronization

/// The tokens of a file as they are now: a change is seen within a second, without a restart.
///
/// It errs on the side of the lock. Once there were tokens, one is needed for as long as the server runs, even when the
/// file is gone; a file that cannot be used any more lets nobody in.
final class TokenWatch: Sendable {
    /// How long the file is not looked at again, in milliseconds.
    static let pause: Int64 = 1_000

    private struct State {
        var lastLook: WallTime
        var stamp: SecretFile.Stamp?
        var tokens: Result<[AccessToken], RegistryError>
        var isRequired: Bool
    }

    private let file: TokenFile
    private let now: @Sendable () -> WallTime
    private let logger: Logger
    private let state: Mutex<State>

    /// Reads the file.
    ///
    /// - Parameter isRequired: whether a token is needed even when there is none.
    /// - Throws: as ``TokenFile/tokens()``: a server does not start with a file that it cannot use.
    init(
        file: TokenFile, isRequired: Bool, now: @escaping @Sendable () -> WallTime, logger: Logger
    ) throws(RegistryError) {
        self.file = file
        self.now = now
        self.logger = logger
        let stamp = file.file.stamp
        let tokens = try file.tokens()
        state = Mutex(
            State(lastLook: now(), stamp: stamp, tokens: .success(tokens), isRequired: isRequired || !tokens.isEmpty))
    }

    /// Whether requests need a token.
    var isRequired: Bool {
        state.withLock { state in
            look(&state)
            return state.isRequired
        }
    }

    /// The tokens, the expired ones included.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when the file cannot be used any more.
    func tokens() throws(RegistryError) -> [AccessToken] {
        let result = state.withLock { state in
            look(&state)
            return state.tokens
        }
        guard case .success(let tokens) = result else {
            throw RegistryError(
                .unavailable, "The server cannot use its file of tokens any more and lets nobody in. Its log says why.")
        }
        return tokens
    }

    private func look(_ state: inout State) {
        let now = self.now()
        let since = now.millisecondsSince1970 - state.lastLook.millisecondsSince1970
        // A clock that was set back must not keep it from looking.
        guard !(0..<Self.pause).contains(since) else { return }
        state.lastLook = now
        // Before the file: what changes in between is seen the next time.
        let stamp = file.file.stamp
        guard stamp != state.stamp else { return }
        state.stamp = stamp
        do {
            let tokens = try file.tokens()
            state.tokens = .success(tokens)
            if !tokens.isEmpty { state.isRequired = true }
        } catch {
            state.tokens = .failure(error)
            state.isRequired = true
            logger.error("The tokens cannot be read, and nobody is let in: \(error.message)")
        }
    }
}
