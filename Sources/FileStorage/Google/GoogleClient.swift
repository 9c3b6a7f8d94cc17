import RegistryCore

/// Asks Google's JSON interface: shows a token, waits, tries again, and says what is wrong.
actor GoogleClient {
    let host: String
    let scheme: String
    let retries: RetryPolicy
    private let account: ServiceAccount?
    private let http: any HTTPSending
    private var token: Token?
    private var search: Task<Token, any Error>?

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
        let now = retries.clock.now()
        if let token, token.expires.millisecondsSince1970 - now.millisecondsSince1970 > 120_000 { return token.text }
        let old = token
        do {
            if let search { return try await search.value.text }
            let search = Task { try await self.fetchToken(account, now) }
            self.search = search
            defer { self.search = nil }
            let new = try await search.value
            token = new
            return new.text
        } catch {
            // The old one is good for a moment still, unless it was refused meanwhile.
            guard let old, token?.text == old.text, old.expires > retries.clock.now() else { throw error }
            return old.text
        }
    }

    private nonisolated func fetchToken(_ account: ServiceAccount, _ now: WallTime) async throws -> Token {
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
            let response = try await http.send(request, timeLimit: .seconds(30))
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
