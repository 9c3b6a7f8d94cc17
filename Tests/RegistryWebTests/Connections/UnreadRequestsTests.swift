import NIOCore
import NIOHTTP1
import Testing

@testable import RegistryWeb

/// What no route answers is in the log and the figures all the same.
@Suite struct UnreadRequestsTests {
    private let log = LogLines()

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("\u{1B}[31mevil\r\nINJECTED line\r\n\r\n", 400, "malformed"),
            (
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: \(String(repeating: "evil", count: 30_000))\r\n\r\n", 431,
                "head_too_large"
            ),
            (
                "POST /api/v1/runs/search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nevil\r\n",
                400, "malformed"
            ),
        ])
    func `what cannot be read is one line and one count, without what was sent`(
        request: String, status: Int, reason: String
    ) async throws {
        let answers = try await LiveServer.with(logger: log.logger) { port in
            [
                try await LiveServer.exchange(port, request),
                try await LiveServer.exchange(
                    port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            ]
        }
        #expect(answers[0].hasPrefix("HTTP/1.1 \(status) "))
        #expect(answers[1].contains("loggerandviewer_http_unread_total{reason=\"\(reason)\"} 1\n"))
        let lines = log.all.filter { $0.contains("\"reason\": ") }
        let line = try #require(lines.first)
        #expect(lines.count == 1 && line.hasPrefix("info A request"))
        #expect(line.contains("\"reason\": \(reason)") && line.contains("\"client\": 127.0.0.1"))
        let number = try #require(answers[0].firstMatch(of: /(?i)x-request-id: ([0-9a-f]+)/)?.output.1)
        #expect(line.contains("\"requestId\": \(number)"))
        #expect(!log.all.joined().contains("evil") && !log.all.joined().contains("INJECTED"))
        #expect(!answers[1].contains("evil"))
    }

    @Test func `of very many a few are logged, and all are counted`() {
        let metrics = ServerMetrics()
        let unread = UnreadRequests(metrics: metrics, logger: log.logger)
        for _ in 0..<1_000 { unread.note(.headTimeout, from: nil) }
        #expect(metrics.figures.unread == [.headTimeout: 1_000])
        #expect(log.all.count == UnreadRequests.mostLines)
    }

    @Test func `a client that goes away in the middle of a request has done nothing wrong`() async throws {
        let metrics = try await LiveServer.with(logger: log.logger) { port in
            let channel = try await SilentClient.sending(port, "GET / HTTP/1.1\r\nHost: loc")
            try await channel.close()
            return try await LiveServer.exchange(
                port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        #expect(!metrics.contains(/unread_total\{[^}]*\} [1-9]/))
    }
}
