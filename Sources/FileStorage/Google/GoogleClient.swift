import RegistryCore

/// Asks Google's JSON interface: shows a token, waits, tries again, and says what is wrong.
actor GoogleClient {
    let host: String
    let scheme: String
    let retries: RetryPolicy
    private let account: ServiceAccount?
    private let http: any HTTPSending
    private var token: (text: String, expires: WallTime)?
    private var search: Task<String, any Error>?

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
    nonisolated func ask<Answer: Sendable>(
        _ request: StorageRequest, about subject: String, accepting others: Set<Int> = [],
        timeLimit: Duration? = .seconds(60),
        _ use: (StorageResponse) async throws -> Answer
    ) async throws -> Answer {
        let start = retries.clock.uptime()
        var failures = 0
        var hasRenewed = false
        while true {
            try Task.checkCancellation()
            var signed = request
            if let token = try await validToken() { signed.headers.append(("authorization", "Bearer \(token)")) }
            let failure: RegistryError
            do {
                let response = try await http.send(signed, timeLimit: timeLimit)
                if (200..<300).contains(response.status) || others.contains(response.status) {
                    return try await use(response)
                }
                let refusal = await refusal(response, subject)
                if response.status == 401, !hasRenewed, account != nil {
                    hasRenewed = true
                    await forgetToken()
                    continue
                }
                guard [408, 429, 500, 502, 503, 504].contains(response.status) else { throw refusal }
                failure = refusal
            } catch let broken as TransportFailure {
                let what =
                    broken.kind == .noConnection ? "Nothing answers at \(host)" : "The connection to \(host) broke"
                failure = RegistryError(.unavailable, "\(what), for as long as it was tried.", underlying: broken)
            }
            failures += 1
            let pause = retries.pause(after: failures, wish: nil)
            guard retries.clock.uptime() - start + pause <= retries.patience else { throw failure }
            try await retries.clock.sleep(pause)
        }
    }

    private nonisolated func refusal(_ response: StorageResponse, _ subject: String) async -> RegistryError {
        let bytes = (try? await response.body.collect(atMost: 1 << 16)) ?? []
        let said = (try? Document(json: bytes))?["error"]?.documentValue?["message"]?.stringValue
        let detail = said.map { " It says: \(ShownText.of($0, atMost: 300))" } ?? ""
        return switch response.status {
        case 401: RegistryError(.accessDenied, "\(host) does not accept the service account's token.\(detail)")
        case 403: RegistryError(.accessDenied, "\(host) does not let this account use \(subject).\(detail)")
        case 404: RegistryError(.notFound, "There is no \(subject) at \(host).\(detail)")
        case 409, 412: RegistryError(.alreadyExists, "\(subject) is there already, or is not what it was.")
        case 408, 429, 500...599:
            RegistryError(
                .unavailable,
                "\(host) is busy or out of order (\(response.status)), for as long as it was tried.\(detail)")
        default:
            RegistryError(
                .invalidArgument, "\(host) refuses what was asked about \(subject) (\(response.status)).\(detail)")
        }
    }

    private func forgetToken() { token = nil }

    /// The token; `nil` to ask without.
    private func validToken() async throws -> String? {
        guard let account else { return nil }
        let now = retries.clock.now()
        if let token, token.expires.millisecondsSince1970 - now.millisecondsSince1970 > 120_000 { return token.text }
        if let search { return try await search.value }
        let search = Task { try await self.fetchToken(account, now) }
        self.search = search
        defer { self.search = nil }
        return try await search.value
    }

    private func fetchToken(_ account: ServiceAccount, _ now: WallTime) async throws -> String {
        let rest = account.tokenAddress.dropFirst("https://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let form =
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=\(try account.assertion(at: now))"
        let request = StorageRequest(
            method: "POST", scheme: "https", host: String(rest[..<slash]),
            path: slash == rest.endIndex ? "/" : String(rest[slash...]),
            headers: [("content-type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
        let response: StorageResponse
        do { response = try await http.send(request, timeLimit: .seconds(30)) } catch let broken as TransportFailure {
            throw RegistryError(
                .unavailable, "Nothing answers at \(request.host), which gives tokens.", underlying: broken)
        }
        let answer = try? Document(json: try await response.body.collect(atMost: 1 << 16))
        guard response.status == 200, let text = answer?["access_token"]?.stringValue,
            !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw RegistryError(
                .accessDenied,
                "\(request.host) gives no token to the service account \(account.email) (\(response.status)): look whether the account and "
                    + "its key are still there, and whether this machine's clock is right.")
        }
        let seconds = answer?["expires_in"]?.numberValue ?? 3_600
        token = (
            text,
            WallTime(millisecondsSince1970: now.millisecondsSince1970 + Int64(max(0, min(seconds, 86_400)) * 1_000))
        )
        return text
    }
}
