import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ConnectionMannersTests {
    @Test(.timeLimit(.minutes(5)), arguments: ["", "Connection: keep-alive\r\n"])
    func `a client of HTTP 1·0 is answered in its version and its connection ends`(field: String) async throws {
        let answer = try await LiveServer.with { port in
            // Nothing is closed here: the exchange ends when the server closes.
            try await LiveServer.exchange(port, "GET /health HTTP/1.0\r\nHost: localhost\r\n\(field)\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["Close", "keep-alive, close"])
    func `a connection ends however the client spells it`(value: String) async throws {
        let answer = try await LiveServer.with { port in
            try await LiveServer.exchange(
                port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: \(value)\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
    }

    @Test func `bytes that are no request are told so as a problem`() async throws {
        let answer = try await LiveServer.with { port in
            try await LiveServer.exchange(port, "nonsense\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        try Self.expectProblem(answer, code: "invalidArgument")
    }

    @Test(.timeLimit(.minutes(5))) func `a head that does not end is told so as a problem`() async throws {
        let limits = RequestLimits(idleLimit: .seconds(3_600), headLimit: .milliseconds(20))
        let answer = try await LiveServer.with(limits: limits) { port in
            try await LiveServer.exchange(port, "GET /health HTTP/1.1\r\nHost: local")
        }
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
        try Self.expectProblem(answer, code: "requestTimeout")
    }

    private static func expectProblem(_ answer: String, code: String) throws {
        let end = try #require(answer.firstRange(of: "\r\n\r\n"))
        let head = answer[..<end.lowerBound].lowercased()
        #expect(head.contains("\r\ncontent-type: application/problem+json"))
        let problem = try Document(json: String(answer[end.upperBound...]))
        #expect(problem["code"] == .string(code))
        let number = try #require(problem["requestId"]?.stringValue)
        #expect(head.contains("\r\nx-request-id: \(number)"))
    }
}
