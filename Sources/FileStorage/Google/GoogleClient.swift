import RegistryCore

/// Asks Google's JSON interface: shows a token, waits, tries again, and says what is wrong.
actor GoogleClient {
    let host: String
    let scheme: String
    let retries: RetryPolicy
    private let account: ServiceAccount?
    private let http: any HTTPSending
    private var token: Token?
    /// Those for another token that are going on: the patient one, and the one while there is a good one still.
    private var searches: [Bool: Task<Token, any Error>] = [:]
    /// Until then no other is asked for while there is one that is good.
    private var restsUntil: WallTime?

    /// Another token is asked for so long before the one that is kept ends, in milliseconds.
    private static let margin: Int64 = 120_000
    /// After a question that failed, the one that is still good is shown for so long before the next question, in milliseconds.
    private static let rest: Int64 = 10_000

    private struct Token: Sendable {
        let text: String
        let expires: WallTime
    }

    init(
        endpoint: String, account: ServiceAccount?, retries: RetryPolicy, http: any HTTPSending
    ) throws(RegistryError) {
        guard let (scheme, host) = S3Endpoint.parts(of: endpoint) else {
            throw RegistryError(
                .invalidArgument, "A storage server's address has the form https://host, without a path.")
        }
        self.scheme = scheme
        self.host = host
        self.account = account
        self.retries = retries
        self.http = http
    }

    /// Asks until there is an answer of 200 to 299, or one of `others`, and has it used.
    ///
    /// - Parameter use: reads the answer; `attempt` counts from 1.
    nonisolated func ask<Answer: Sendable>(
        _ request: StorageRequest, about subject: String, accepting others: Set<Int> = [],
        timeLimit: Duration? = .seconds(60),
        _ use: (StorageResponse, _ attempt: Int) async throws -> Answer
    ) async throws -> Answer {
        var hasRenewed = false
        return try await retries.attempts(at: host, about: subject) { attempt in
            while true {
                var signed = request
                let token = try await validToken()
                if let token { signed.headers.append(("authorization", "Bearer \(token)")) }
                let response = try await http.send(signed, timeLimit: timeLimit)
                if (200..<300).contains(response.status) || others.contains(response.status) {
                    return try await use(response, attempt)
                }
                let error = await refusal(response, subject)
                if response.status == 401, !hasRenewed, let token {
                    hasRenewed = true
                    await forget(token)
                    continue
                }
                guard StorageResponse.passing.contains(response.status) else { throw error }
                throw PassingFailure(error, wish: response.wish)
            }
        }
    }

    nonisolated func refusal(_ response: StorageResponse, _ subject: String) async -> RegistryError {
        let bytes = (try? await response.body.collect(atMost: 1 << 16)) ?? []
        let said = (try? Document(json: bytes))?["error"]?.documentValue?["message"]?.stringValue
        let detail = said.map { " It says: \(ShownText.of($0, atMost: 300))" } ?? ""
        // The digest that went with the bytes is not theirs: "Provided MD5 hash … doesn't match calculated MD5 hash …".
        let hasOtherDigest = said?.lowercased().contains("hash") == true && said?.lowercased().contains("match") == true
        return switch response.status {
        case 400 where hasOtherDigest: .changedOnItsWay(subject, to: host)
        case 401: RegistryError(.accessDenied, "\(host) does not accept the service account's token.\(detail)")
        case 403: RegistryError(.accessDenied, "\(host) does not let this account use \(subject).\(detail)")
        case 404: RegistryError(.notFound, "There is no \(subject) at \(host).\(detail)")
        case 409, 412: RegistryError(.alreadyExists, "\(subject) is there already, or is not what it was.")
        case 501, 505:
            RegistryError(
                .unsupported, "\(host) does not do what was asked about \(subject) (\(response.status)).\(detail)")
        case 408, 429, 500...599:
            RegistryError(
                .unavailable,
                "\(host) is busy or out of order (\(response.status)), for as long as it was tried.\(detail)")
        default:
            RegistryError(
                .invalidArgument, "\(host) refuses what was asked about \(subject) (\(response.status)).\(detail)")
        }
    }

    /// Unless there is another one already.
    private func forget(_ refused: String) {
        if token?.text == refused { token = nil }
    }

    /// The token; `nil` to ask without.
    private func validToken() async throws -> String? {
        guard let account else { return nil }
        if let token, isGood(token, for: Self.margin) { return token.text }
        if let old = token, isGood(old) {
            if let restsUntil, retries.clock.now() < restsUntil { return old.text }
            do {
                return try await newToken(account, isPatient: false)
            } catch {
                // It may have been refused meanwhile, or have ended.
                if let token, isGood(token) {
                    let now = retries.clock.now().millisecondsSince1970
                    restsUntil = WallTime(millisecondsSince1970: now + Self.rest)
                    return token.text
                }
            }
        }
        return try await newToken(account, isPatient: true)
    }

    private func isGood(_ token: Token, for milliseconds: Int64 = 0) -> Bool {
        token.expires.millisecondsSince1970 - retries.clock.now().millisecondsSince1970 > milliseconds
    }

    /// Another token, which is kept. All who wait for it wait for one answer.
    private func newToken(_ account: ServiceAccount, isPatient: Bool) async throws -> String {
        if let search = searches[isPatient] { return try await search.value.text }
        let search = Task { try await self.fetchToken(account, isPatient: isPatient) }
        searches[isPatient] = search
        defer { searches[isPatient] = nil }
        let new = try await search.value
        token = new
        restsUntil = nil
        return new.text
    }

    /// - Parameter isPatient: whether it is asked for as patiently as everything else. Else there is one attempt, which is waited for five seconds.
    private nonisolated func fetchToken(_ account: ServiceAccount, isPatient: Bool) async throws -> Token {
        let now = retries.clock.now()
        var retries = retries
        if !isPatient { retries.patience = .zero }
        let rest = account.tokenAddress.dropFirst("https://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        func refused(_ status: Int) -> RegistryError {
            RegistryError(
                .accessDenied,
                "\(rest[..<slash]) gives no token to the service account \(account.email) (\(status)): look whether the account and "
                    + "its key are still there, and whether this machine's clock is right.")
        }
        let form =
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=\(try account.assertion(at: now))"
        let request = StorageRequest(
            method: "POST", scheme: "https", host: String(rest[..<slash]),
            path: slash == rest.endIndex ? "/" : String(rest[slash...]),
            headers: [("content-type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
        let answer = try await retries.attempts(at: request.host, about: "a token for \(account.email)") { _ in
            let response = try await http.send(request, timeLimit: .seconds(isPatient ? 30 : 5))
            let answer = try? Document(json: try await response.body.collect(atMost: 1 << 16))
            guard !StorageResponse.passing.contains(response.status) else {
                let error = RegistryError(
                    .unavailable,
                    "\(request.host), which gives tokens, is busy or out of order (\(response.status)), for as long as it was tried."
                )
                throw PassingFailure(error, wish: response.wish)
            }
            guard response.status == 200, let answer else { throw refused(response.status) }
            return answer
        }
        guard let text = answer["access_token"]?.stringValue, !text.isEmpty,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw refused(200) }
        let seconds = answer["expires_in"]?.numberValue ?? 3_600
        let milliseconds = Int64(max(0, min(seconds, 86_400)) * 1_000)
        return Token(text: text, expires: WallTime(millisecondsSince1970: now.millisecondsSince1970 + milliseconds))
    }
}
