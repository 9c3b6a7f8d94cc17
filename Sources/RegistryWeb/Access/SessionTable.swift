import RegistryCore
import Synchronization

/// Who has logged in with a browser. It is in memory only, so that a restart ends every session.
///
/// A session's name is as good as its token while it lasts, so it is as long, and only its digest is kept.
final class SessionTable: Sendable {
    /// How long a session lasts: 12 hours, in milliseconds; less when its token expires earlier.
    static let lifetime: Int64 = 12 * 3_600_000

    /// The most sessions at a time: 1,000. A further one ends the one that would have ended first.
    static let most = 1_000

    private struct Session {
        let tokenID: String
        let tokenDigest: TokenDigest
        let expires: WallTime
    }

    private let sources: AccessSources
    private let sessions = Mutex<[TokenDigest: Session]>([:])

    init(sources: AccessSources) { self.sources = sources }

    /// Begins a session for the holder of a token.
    func begin(with token: AccessToken) -> Secret {
        let secret = Secret(randomBytes: sources.randomBytes)
        let now = sources.now()
        let latest = WallTime(millisecondsSince1970: now.millisecondsSince1970 + Self.lifetime)
        let session = Session(
            tokenID: token.id, tokenDigest: token.digest, expires: min(latest, token.expires ?? latest))
        sessions.withLock { sessions in
            if sessions.count >= Self.most { sessions = sessions.filter { $0.value.expires > now } }
            if sessions.count >= Self.most, let first = sessions.min(by: { $0.value.expires < $1.value.expires }) {
                sessions[first.key] = nil
            }
            sessions[secret.digest] = session
        }
        return secret
    }

    /// The token that a session was begun with, if both are still good.
    func token(of secret: Secret, among tokens: [AccessToken]) -> AccessToken? {
        let (digest, now) = (secret.digest, sources.now())
        return sessions.withLock { sessions in
            guard let session = sessions[digest] else { return nil }
            let token = tokens.first { $0.id == session.tokenID && $0.digest == session.tokenDigest }
            guard session.expires > now, let token, !token.isExpired(at: now) else {
                sessions[digest] = nil
                return nil
            }
            return token
        }
    }

    /// Ends a session.
    func end(_ secret: Secret) {
        let digest = secret.digest
        sessions.withLock { $0[digest] = nil }
    }
}
