import Foundation
import Logging
import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

/// Tokens and sessions, through a real port.
@Suite struct LiveAccessTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)")

    private var path: String { folder.appending(path: "tokens.json").path(percentEncoded: false) }

    private static func get(_ path: String, _ fields: String...) -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields.map { "\($0)\r\n" }.joined()
            + "\r\n"
    }

    @Test func `a running server asks for a token, and notices that there is another one`() async throws {
        let time = TestTime()
        let file = TokenFile(path: path, sources: time.sources)
        let secret = try file.create(role: .read).secret
        let answers = try await LiveServer.with(tokenFile: path, accessSources: time.sources) { port in
            let second = try file.create(role: .read).secret
            time.advance(seconds: 1)
            return [
                try await LiveServer.exchange(port, Self.get("/api/v1/runs")),
                try await LiveServer.exchange(port, Self.get("/api/v1/runs", "Authorization: Bearer \(secret)")),
                try await LiveServer.exchange(port, Self.get("/api/v1/runs", "Authorization: Bearer \(second)")),
                try await LiveServer.exchange(port, Self.get("/runs", "Accept: text/html")),
            ]
        }
        #expect(answers[0].hasPrefix("HTTP/1.1 401 "))
        #expect(answers[0].lowercased().contains("\r\nwww-authenticate: bearer"))
        #expect(answers[1].hasPrefix("HTTP/1.1 200 ") && answers[2].hasPrefix("HTTP/1.1 200 "))
        #expect(
            answers[3].hasPrefix("HTTP/1.1 303 ") && answers[3].lowercased().contains("location: /login?next=/runs"))
    }

    @Test func `a browser logs in, looks, and logs out`() async throws {
        let secret = try TokenFile(path: path).create(role: .read).secret
        let answers = try await LiveServer.with(tokenFile: path) { port in
            func send(_ path: String, cookie: String, body: String) async throws -> String {
                try await LiveServer.exchange(
                    port,
                    "POST \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\nAccept: text/html\r\n"
                        + "Origin: http://localhost:\(port)\r\nCookie: \(cookie)\r\nContent-Length: \(body.utf8.count)\r\n"
                        + "\r\n\(body)")
            }
            let first = try await send("/login", cookie: "", body: "token=\(secret)&next=/runs")
            let cookie = first.firstMatch(of: /lav-session=[0-9a-f]{64}/).map { String($0.output) } ?? ""
            let second = try await LiveServer.exchange(port, Self.get("/runs", "Cookie: \(cookie)"))
            let third = try await send("/logout", cookie: cookie, body: "")
            let fourth = try await LiveServer.exchange(port, Self.get("/runs", "Cookie: \(cookie)"))
            return [first, second, third, fourth]
        }
        #expect(answers.map { $0.dropFirst(9).prefix(3) } == ["303", "200", "303", "401"])
    }

    @Test func `wrong tokens from one address are too many at eleven, also at the same time`() async throws {
        _ = try TokenFile(path: path).create(role: .read)
        let answers = try await LiveServer.with(tokenFile: path) { port in
            try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<15 {
                    group.addTask {
                        try await LiveServer.exchange(
                            port, Self.get("/api/v1/runs", "Authorization: Bearer lav_\(number)"))
                    }
                }
                var answers: [String] = []
                for try await answer in group { answers.append(answer) }
                return answers
            }
        }
        #expect(answers.count { $0.hasPrefix("HTTP/1.1 401 ") } == 10)
        #expect(answers.count { $0.hasPrefix("HTTP/1.1 429 ") && $0.lowercased().contains("retry-after: ") } == 5)
    }

    @Test func `a server that others reach answers for its names, and for no other`() async throws {
        let secret = try TokenFile(path: path).create(role: .read).secret
        let answers = try await LiveServer.with(host: "0.0.0.0", hostNames: ["tracker.lab"], tokenFile: path) { port in
            var answers: [String] = []
            for host in ["tracker.lab", "tracker.lab:\(port)", "evil.example", "0.0.0.0"] {
                answers.append(
                    try await LiveServer.exchange(
                        port,
                        "GET /runs HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\nAuthorization: Bearer \(secret)\r\n\r\n"
                    ))
            }
            return answers
        }
        #expect(answers.map { $0.dropFirst(9).prefix(3) } == ["200", "200", "421", "421"])
    }

    @Test func `a line of the log stays one line`() async throws {
        let lines = LogLines()
        try await LiveServer.with(logger: lines.logger) { port in
            for path in ["/a%0AERROR%20forged", "/a%0D%0AERROR%20forged", "/a%E2%80%A8ERROR", "/a%1B[2J"] {
                _ = try await LiveServer.exchange(port, Self.get(path))
                _ = try await LiveServer.exchange(
                    port, Self.get(path, "X-Request-ID: a\u{0B}b", "User-Agent: \u{1B}[2J"))
            }
        }
        let text = lines.all.joined()
        #expect(text.contains("/a%0AERROR%20forged"))
        for mark in ["\n", "\r", "\u{0B}", "\u{1B}", "\u{2028}"] { #expect(!text.contains(mark)) }
    }

    @Test func `no line of the log has a token or a session in it`() async throws {
        let secret = try TokenFile(path: path).create(role: .read).secret
        let lines = LogLines()
        let cookie = String(repeating: "c", count: 64)
        try await LiveServer.with(tokenFile: path, logger: lines.logger) { port in
            for fields in [
                "Authorization: Bearer \(secret)", "Authorization: Bearer \(secret)x", "Cookie: lav-session=\(cookie)",
            ] {
                _ = try await LiveServer.exchange(port, Self.get("/api/v1/runs/nothing", fields))
            }
            _ = try await LiveServer.exchange(
                port,
                "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: \(secret.utf8.count + 6)"
                    + "\r\n\r\ntoken=\(secret)")
        }
        let text = lines.all.joined(separator: "\n")
        #expect(text.contains("/api/v1/runs/nothing"))
        #expect(!text.contains(secret.dropFirst(4)) && !text.contains(cookie))
    }
}
