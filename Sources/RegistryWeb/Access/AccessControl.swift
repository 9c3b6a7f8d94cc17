import HTTPTypes
import Hummingbird
import RegistryCore

/// Decides who is let in: by a token in the field `Authorization`, or by a session that was begun with one.
///
/// No answer, error or log line repeats what was sent.
struct AccessControl: Sendable {
    private let watch: TokenWatch?
    private let sessions: SessionTable
    private let attempts: AttemptLimit
    private let sources: AccessSources
    private let originCheck = OriginCheck()

    /// - Parameter watch: the tokens; `nil` for a server that never asks for one.
    init(watch: TokenWatch?, sources: AccessSources) {
        self.watch = watch
        self.sources = sources
        sessions = SessionTable(sources: sources)
        attempts = AttemptLimit(now: sources.now)
    }

    /// Whether requests need a token.
    var isRequired: Bool { watch?.isRequired ?? false }

    /// The visitor who sent a request, if it may be answered.
    ///
    /// - Parameter address: the network address it came from.
    /// - Throws: ``RequestRefusal`` with `unauthorized`, `tooManyAttempts` or `forbidden`; ``RegistryError`` with
    ///   `unavailable` when the tokens cannot be read any more.
    func admit(_ request: Request, from address: String) throws -> Visitor {
        guard let watch, watch.isRequired,
            case .role(let role) = RequiredAccess(method: request.method, path: request.uri.path)
        else { return Visitor(address: address) }
        let visitor = try visitor(sending: request, from: address, among: try watch.tokens())
        guard let held = visitor.token?.role, held >= role else {
            throw RequestRefusal(
                .forbidden,
                "This needs a token with the role \(role.rawValue); the one that was sent has a lower one.")
        }
        return visitor
    }

    /// Whether a visitor whose request was admitted before would still be: its token is neither revoked nor expired, and its
    /// session not ended.
    func stillAdmits(_ visitor: Visitor, sending request: Request) -> Bool {
        guard let watch, watch.isRequired else { return true }
        guard let held = visitor.token, let tokens = try? watch.tokens() else { return false }
        if visitor.hasSession {
            return SessionCookie.session(of: request).flatMap { sessions.token(of: $0, among: tokens) } != nil
        }
        return tokens.contains {
            $0.id == held.id && $0.digest == held.digest && !$0.isExpired(at: sources.now())
        }
    }

    /// Begins a session for whoever knows a token.
    ///
    /// - Returns: the session and its length in seconds.
    /// - Throws: as ``admit(_:from:)``.
    func logIn(with text: String, from address: String) throws -> (session: Secret, seconds: Int64) {
        guard let watch else { throw RequestRefusal(.notFound, "This server asks nobody for a token.") }
        let token = try token(text, from: address, among: try watch.tokens())
        return (sessions.begin(with: token), SessionTable.lifetime / 1_000)
    }

    /// Ends the session that a request names.
    func logOut(_ request: Request) { SessionCookie.session(of: request).map(sessions.end) }

    private func visitor(
        sending request: Request, from address: String, among tokens: [AccessToken]
    ) throws -> Visitor {
        if let field = request.headers[.authorization] {
            let parts = field.split(separator: " ", maxSplits: 1)
            // Anything else is a wrong token, too: whoever sends it is counted.
            let text = parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : ""
            return Visitor(address: address, token: try token(text, from: address, among: tokens))
        }
        // Sessions are not counted: one that a restart ended is asked for again and again by a page that is open.
        guard let session = SessionCookie.session(of: request), let token = sessions.token(of: session, among: tokens)
        else { throw RequestRefusal.noToken }
        // Browsers send cookies by themselves. Where a request comes from must be said, and be here.
        try originCheck.checkSession(request)
        return Visitor(address: address, token: token, hasSession: true)
    }

    private func token(
        _ text: String, from address: String, among tokens: [AccessToken]
    ) throws(RequestRefusal) -> AccessToken {
        let now = sources.now()
        var found: AccessToken?
        let verdict = attempts.attempt(from: address) {
            guard let digest = Secret(token: text)?.digest else { return false }
            // All are compared, so that the time does not tell which one it was.
            for token in tokens where token.digest.isSame(as: digest) { found = token }
            if found?.isExpired(at: now) == true { found = nil }
            return found != nil
        }
        switch (verdict, found) {
        case (.accepted, let token?): return token
        case (.tooMany(let seconds), _): throw RequestRefusal(secondsToWait: seconds)
        default: throw RequestRefusal.wrongToken
        }
    }
}
