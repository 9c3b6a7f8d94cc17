import Foundation
import Logging
import NIOCore
import NIOPosix
import RegistryCore
import ServiceLifecycle
import Testing

@testable import RegistryWeb

/// The server on a real port of this machine, spoken to byte by byte.
@Suite struct LiveServerTests {
    @Test func `a running server answers and ends when it is told to`() async throws {
        let answer = try await LiveServer.with { port in
            try await LiveServer.exchange(
                port, "GET /health HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("{\"status\":\"ok\"}\n"))
    }

    @Test(arguments: [
        "GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ])
    func `a name that is not this server's is refused on the wire`(request: String) async throws {
        let answer = try await LiveServer.with { try await LiveServer.exchange($0, request) }
        #expect(!answer.contains("\"ok\""))
        #expect(answer.contains(" 421 ") || answer.contains(" 400 "))
    }

    @Test(arguments: [
        "/assets/x/../../Package.swift", "/charts/../../../etc/passwd", "/charts/..%2f..%2fetc%2fpasswd",
        "/../../etc/passwd", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
    ])
    func `an address that climbs finds nothing`(path: String) async throws {
        let answer = try await LiveServer.with { port in
            try await LiveServer.exchange(port, "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.contains(" 404 "))
        #expect(!answer.contains("root:"))
    }

    @Test func `a body larger than the limit is refused though it says it is small or says nothing`() async throws {
        let chunk = String(repeating: "a", count: 2_000)
        let answer = try await LiveServer.with(limits: RequestLimits(largestBody: 1_000)) { port in
            try await LiveServer.exchange(
                port,
                "POST /api/v1/artifacts/search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n7d0\r\n\(chunk)\r\n0\r\n\r\n")
        }
        #expect(answer.contains(" 413 "))
    }

    @Test(.timeLimit(.minutes(5))) func `a head that does not end is not waited for`() async throws {
        let limits = RequestLimits(idleLimit: .seconds(3_600), headLimit: .milliseconds(20))
        let answer = try await LiveServer.with(limits: limits) { port in
            try await LiveServer.exchange(port, "GET /health HTTP/1.1\r\nHost: local")
        }
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }

    @Test(.timeLimit(.minutes(5))) func `a body that does not come is not waited for`() async throws {
        let limits = RequestLimits(
            timeLimit: .seconds(3_600), idleLimit: .seconds(3_600), bodySilenceLimit: .milliseconds(20))
        try await LiveServer.with(limits: limits) { port in
            _ = try await LiveServer.exchange(
                port, "POST /generate-charts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a request that is not complete does not keep the server from ending`()
        async throws
    {
        let limits = RequestLimits(
            timeLimit: .seconds(3_600), idleLimit: .seconds(3_600), bodySilenceLimit: .seconds(3_600),
            unfinishedLimit: .milliseconds(20))
        let channel = try await LiveServer.with(limits: limits) { port in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            let half =
                "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /generate-charts HTTP/1.1\r\n"
                + "Host: localhost\r\nContent-Length: 100\r\n\r\n{"
            try await channel.writeAndFlush(ByteBuffer(string: half))
            return channel
        }
        try await channel.closeFuture.get()
    }

    @Test func `bytes that are no request are answered and harm nobody`() async throws {
        let answers = try await LiveServer.with { port in
            let nonsense = try await LiveServer.exchange(port, "\u{16}\u{3}\u{1} nonsense\r\n\r\n")
            let after = try await LiveServer.exchange(
                port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return (nonsense, after)
        }
        #expect(answers.0.isEmpty || answers.0.contains(" 400 "))
        #expect(answers.1.contains(" 200 "))
    }

    @Test func `a port that is taken is explained`() async throws {
        try await LiveServer.with { port in
            let second = try VisualBackend(
                store: MemoryStore(), configuration: VisualBackendConfiguration(port: port), logger: LiveServer.silent)
            await #expect {
                try await second.run()
            } throws: { error in
                guard let error = error as? RegistryError else { return false }
                return error.code == .unavailable && error.message.contains("\(port)")
            }
        }
    }
}
