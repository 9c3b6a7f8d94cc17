import HTTPTypes
import RegistryCore
import Synchronization
import Testing

@testable import RegistryWeb

@Suite struct LimitsTests {
    @Test func `an address beyond the limit is refused`() async throws {
        let server = try WebFixture(limits: RequestLimits(longestTarget: 100))
        let answer = try await server.get("/?search_value=\(String(repeating: "a", count: 100))")
        #expect(answer.status == .uriTooLong)
        #expect(answer.code == "targetTooLong")
        #expect(try await server.get("/").status == .ok)
    }

    @Test(arguments: ["/generate-charts", "/api/v1/artifacts/search", "/"])
    func `a body beyond the limit is refused, announced or not`(path: String) async throws {
        let server = try WebFixture(limits: RequestLimits(largestBody: 1_000))
        let body = "{\"a\": \"\(String(repeating: "a", count: 1_000))\"}"
        for headers in [[:], [.contentLength: "\(body.utf8.count)"]] as [HTTPFields] {
            let answer = try await server.post(path, body, headers: headers)
            #expect(answer.status == .contentTooLarge)
            #expect(answer.code == "bodyTooLarge")
        }
    }

    @Test func `a request that takes too long is given up`() async throws {
        let server = try WebFixture(store: FailingStore(error: nil), clock: ImpatientClock())
        let answer = try await server.get("/api/v1/artifacts")
        #expect(answer.status == .gatewayTimeout)
        #expect(answer.code == "timedOut")
    }

    @Test func `work is told that its time is over before the answer is, and cannot answer otherwise`() async throws {
        for _ in 0..<200 {
            let (ending, end) = AsyncStream.makeStream(of: Void.self)
            let wasTold = Mutex(false)
            let error = await #expect(throws: RegistryError.self) {
                try await RequestLimits().withTimeLimit(by: Alarms(clock: ImpatientClock())) {
                    await withTaskCancellationHandler {
                        for await _ in ending {}
                    } onCancel: {
                        wasTold.withLock { $0 = true }
                        end.finish()
                    }
                }
            }
            #expect(error?.code == .timedOut)
            #expect(wasTold.withLock { $0 })
        }
    }

    @Test func `work that does not look whether it was given up is not waited for`() async throws {
        let (ending, end) = AsyncStream.makeStream(of: Void.self)
        let error = await #expect(throws: RegistryError.self) {
            try await RequestLimits().withTimeLimit(by: Alarms(clock: ImpatientClock())) {
                // A task of its own is not cancelled with the work.
                await Task { for await _ in ending {} }.value
            }
        }
        #expect(error?.code == .timedOut)
        end.finish()
    }

    @Test(arguments: ["127.0.0.1", "127.8.0.1", "localhost", "::1"])
    func `an address of this machine needs no token`(host: String) throws {
        try VisualBackendConfiguration(host: host).checkAddress(tokenCount: 0)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.0.1", "example.com", "127.0.0.1.example.com", "127.example.com", ""])
    func `an address that others reach needs a token`(host: String) throws {
        #expect(throws: RegistryError.self) {
            try VisualBackendConfiguration(host: host).checkAddress(tokenCount: 0)
        }
        try VisualBackendConfiguration(host: host).checkAddress(tokenCount: 1)
    }

    @Test(arguments: [-1, 65_536])
    func `a port out of range is refused`(port: Int) {
        #expect(throws: RegistryError.self) { try VisualBackendConfiguration(port: port).checkPort() }
    }

    @Test func `every answer guards the browser and has a number`() async throws {
        let server = try WebFixture()
        for path in ["/", "/health", "/nothing", "/api/v1/artifacts?limit=0"] {
            let headers = try await server.get(path).headers
            func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
            let policy = field("Content-Security-Policy") ?? ""
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(field("X-Content-Type-Options") == "nosniff")
            #expect(field("Referrer-Policy") == "same-origin")
            #expect(field("X-Request-ID") == "0123456789")
            #expect(headers[.cacheControl] == "no-store")
        }
    }

    @Test func `no page has a script or a style in its text`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        for path in ["/", "/charts", "/runs", "/nothing"] {
            let text = try await server.get(path, headers: [.accept: "text/html"]).text
            #expect(text.firstMatch(of: /<style|\sstyle=|\son[a-z]+=|javascript:/) == nil)
            #expect(
                text.matches(of: /<script/).count == text.matches(of: /<script type="module" src="\/assets\//).count)
        }
    }
}
