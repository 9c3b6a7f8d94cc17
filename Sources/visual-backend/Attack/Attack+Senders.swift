extension Attack {
    /// Pages of other sites, and names that are not the server's.
    static func senders(_ target: AttackTarget) -> [Attack] {
        let origins = ["http://evil.example", "null", "http://\(target.host):1", "http://\(target.host).evil.example"]
        let paths = ["/api/v1/runs", "/api/v1/runs/search", "/generate-charts", "/login", "/logout"]
        let hosts = ["evil.example", "\(target.host).evil.example", "\(target.authority)@evil.example", "0.0.0.0"]
        return paths.flatMap { path in
            (origins.map { "Origin: \($0)" } + ["Sec-Fetch-Site: cross-site"]).map { field in
                Attack(
                    kind: "CSRF", name: "POST \(path) with \(field)",
                    request: target.request("POST", path, [field], body: "{}")
                ) { $0.unless(403) }
            }
        }
            + [
                Attack(
                    kind: "CSRF", name: "an embedded chart",
                    request: target.request(
                        "GET", "/charts",
                        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"])
                ) { $0.unless(403) }
            ]
            + (origins.map { "Origin: \($0)" } + ["Sec-Fetch-Site: cross-site"]).map { field in
                Attack(
                    kind: "CSRF", name: "GET /start-tensorboard with \(field)",
                    request: target.request("GET", "/start-tensorboard", [field])
                ) { $0.unless(403) }
            }
            + hosts.map { host in
                Attack(
                    kind: "DNS rebinding", name: "Host: \(host)",
                    request: "GET /health HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
                ) { $0.unless(400, 421) }
            }
            + [
                Attack(
                    kind: "DNS rebinding", name: "no host", request: "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n"
                ) { $0.unless(400, 421) }
            ]
    }

    /// Wrong tokens. They come last: they close the server to this machine's wrong tokens for a minute.
    static func tokens(_ target: AttackTarget) -> [Attack] {
        guard !target.token.isEmpty else { return [] }
        let wrong = "lav_" + String(repeating: "0", count: 64)
        let path = "/api/v1/runs"
        let closed = ["/", path, "/metrics", "/ready", "/tensorboard", "/start-tensorboard", "/start-tensorboard/"]
        return closed.map { path in
            Attack(
                kind: "a way around the token", name: "GET \(path) without one",
                request: "GET \(path) HTTP/1.1\r\nHost: \(target.authority)\r\nConnection: close\r\n\r\n"
            ) { $0.unless(401) }
        } + [
            Attack(
                kind: "secrets", name: "a token in the address",
                request:
                    "GET \(path)?token=\(target.token) HTTP/1.1\r\nHost: \(target.authority)\r\nConnection: close\r\n\r\n"
            ) { $0.text.contains(target.token) ? "the answer shows the token" : $0.unless(401) },
            Attack(
                kind: "guessed tokens", name: "a dozen wrong ones",
                request: target.request("GET", path, ["Authorization: Bearer \(wrong)"]), times: 12,
                fault: { $0.showing(wrong) ?? $0.unless(401, 429) },
                last: { answer in
                    let tellsWhen = answer.text.lowercased().contains("\r\nretry-after: ")
                    return answer.unless(429) ?? (tellsWhen ? nil : "the answer does not say when to try again")
                }),
        ]
    }
}
