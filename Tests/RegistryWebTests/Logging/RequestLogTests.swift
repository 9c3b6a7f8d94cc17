import Foundation
import HTTPTypes
import Logging
import RegistryCore
import Testing

@testable import RegistryWeb

/// One line for each request, through a real port.
@Suite struct RequestLogTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)/t.json")
        .path(percentEncoded: false)

    private func lines(tokens: Bool = false, all: Bool = false, _ requests: String...) async throws -> (
        lines: [String], answers: [String]
    ) {
        let log = LogLines()
        let answers = try await LiveServer.with(tokenFile: tokens ? path : nil, logger: log.logger) { port in
            var answers: [String] = []
            for request in requests {
                answers.append(
                    try await LiveServer.exchange(
                        port, request + "Host: localhost\r\nConnection: close\r\n\r\n"))
            }
            return answers
        }
        return (log.all.filter { all || $0.contains(" answered ") }, answers)
    }

    @Test func `a request is one line with its route, status, duration, client and number`() async throws {
        let (lines, answers) = try await lines("GET /api/v1/runs/0190a000000070008000000000000001 HTTP/1.1\r\n")
        let line = try #require(lines.first)
        #expect(lines.count == 1 && line.hasPrefix("info GET /api/v1/runs/0190a000000070008000000000000001 answered "))
        let id = try #require(answers.first?.firstMatch(of: /(?i)x-request-id: ([0-9a-f]+)/)?.output.1)
        for part in [
            "\"requestId\": \(id)", "\"route\": /api/v1/runs/{id}", "\"status\": 404", "\"client\": 127.0.0.1",
            "\"method\": GET", "\"milliseconds\": ",
        ] {
            #expect(line.contains(part), "\(part) is not in \(line)")
        }
        #expect(answers.first?.contains("\"requestId\":\"\(id)\"") == true)
    }

    @Test func `health checks and the pages' own files are logged at debug`() async throws {
        let (lines, _) = try await lines("GET /health HTTP/1.1\r\n", "GET /assets/x/y.css HTTP/1.1\r\n")
        #expect(lines.map { $0.prefix(10) } == ["debug GET ", "debug GET "])
    }

    @Test func `no line about a request has a query, a token or a session in it`() async throws {
        let secret = try TokenFile(path: path).create(role: .read, name: "reader").secret
        let (lines, _) = try await lines(
            tokens: true, "GET /runs?search=hunter2&token=\(secret) HTTP/1.1\r\nAuthorization: Bearer \(secret)\r\n",
            "GET /runs?search=hunter2 HTTP/1.1\r\nCookie: lav-session=\(secret.dropFirst(4))\r\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("\"token\": reader") == true)
        #expect(!lines.joined().contains(secret.dropFirst(4)) && !lines.joined().contains("hunter2"))
    }

    @Test func `a long path is cut, and its line ends stay encoded`() async throws {
        let (lines, _) = try await lines("GET /a%0AERROR\(String(repeating: "b", count: 5_000)) HTTP/1.1\r\n")
        let line = try #require(lines.first)
        #expect(line.contains("/a%0AERRORbbb") && line.utf8.count < 1_000)
    }

    @Test func `the line of a failure has a path that is cut as well`() async throws {
        let (lines, _) = try await lines(all: true, "GET /a\(String(repeating: "b", count: 5_000)) HTTP/1.1\r\n")
        let line = try #require(lines.first { $0.contains(" failed ") })
        #expect(line.contains("/abbb") && line.utf8.count < 1_500)
    }
}
