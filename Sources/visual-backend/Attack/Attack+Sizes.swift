extension Attack {
    /// Requests that are too large, too deep, too slow, or two in one.
    static func sizes(_ target: AttackTarget) -> [Attack] {
        let search = "/api/v1/runs/search"
        let start =
            "POST \(search) HTTP/1.1\r\nHost: \(target.authority)\r\nConnection: close\r\n"
            + (target.token.isEmpty ? "" : "Authorization: Bearer \(target.token)\r\n")
        let nested = String(repeating: #"{"$and":["#, count: 50_000)
        return [
            Attack(
                kind: "large requests", name: "a body of ten gigabytes, announced",
                request: start + "Content-Length: 10000000000\r\n\r\n"
            ) { $0.unless(413) },
            Attack(
                kind: "large requests", name: "a body of two megabytes in chunks",
                request: start + "Transfer-Encoding: chunked\r\n\r\n1e8480\r\n"
                    + String(repeating: " ", count: 2_000_000) + "\r\n0\r\n\r\n"
            ) { $0.unless(413) },
            Attack(
                kind: "large requests", name: "an address of 30,000 bytes",
                request: target.request("GET", "/" + String(repeating: "a", count: 30_000))
            ) { $0.unless(400, 414, 431) },
            Attack(
                kind: "large requests", name: "a field of 200,000 bytes",
                request: target.request("GET", "/health", ["X: " + String(repeating: "a", count: 200_000)])
            ) { $0.unless(400, 431) },
            Attack(
                kind: "large requests", name: "a question 50,000 levels deep",
                request: target.request("POST", search, body: #"{"filter":\#(nested)"#)
            ) { $0.unless(400) },
            Attack(
                kind: "decompression bombs", name: "a body that says it is compressed",
                request: target.request(
                    "POST", search, ["Content-Encoding: gzip"], body: "\u{1F}\u{8B}\u{8}\u{0}\u{0}\u{0}\u{0}\u{0}")
            ) { $0.unless(400, 415) },
            Attack(
                kind: "smuggling", name: "a body with two lengths",
                request: start
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n"
            ) { $0.showing("\"ok\"") ?? $0.unless(400) },
            Attack(
                kind: "slow clients", name: "a head that does not end (takes ten seconds)",
                request: "GET /health HTTP/1.1\r\nHost: local"
            ) { $0.unless(408) },
            Attack(
                kind: "slow clients", name: "a body that does not come (takes ten seconds)",
                request: start + "Content-Length: 100\r\n\r\n{"
            ) { $0.unless(400, 408) },
        ]
    }
}
