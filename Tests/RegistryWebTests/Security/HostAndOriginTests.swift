import HTTPTypes
import HummingbirdCore
import NIOCore
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct HostAndOriginTests {
    @Test(arguments: [
        "localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080", "[::1]", "localhost.",
        "tracker.lab:80",
    ])
    func `a request for this server is answered`(host: String) async throws {
        #expect(try await WebFixture(hostNames: ["tracker.lab"]).get("/health", host: host).status == .ok)
    }

    @Test(arguments: [
        "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:8080@evil",
        "", "[::2]", "[::1", "[::1]x", "localhost:x", "localhost:123456", ":8080", "0.0.0.0", nil,
    ])
    func `a request for another name is refused`(host: String?) async throws {
        let answer = try await WebFixture().get("/health", host: host)
        #expect(answer.status == .misdirectedRequest)
        #expect(answer.code == "misdirected")
    }

    @Test func `an address that means every address names no host`() {
        #expect(throws: RequestRefusal.self) {
            try HostCheck(boundHost: "0.0.0.0", names: []).check(
                .init(
                    head: HTTPRequest(method: .get, scheme: "http", authority: "0.0.0.0", path: "/"),
                    body: .init(buffer: .init())))
        }
    }

    @Test(arguments: ["/generate-charts", "/api/v1/artifacts/search", "/"])
    func `a page of another site cannot send anything`(path: String) async throws {
        let server = try WebFixture()
        for origin in ["http://evil.example", "null", "http://localhost:1", "http://localhost.evil.example", "file://"]
        {
            let answer = try await server.post(path, "{}", headers: [.origin: origin])
            #expect(answer.status == .forbidden)
            #expect(answer.code == "forbidden")
        }
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for value in ["cross-site", "same-site"] {
            #expect(try await server.post(path, "{}", headers: [site: value]).status == .forbidden)
        }
    }

    @Test func `the server's own pages and programs can`() async throws {
        let server = try WebFixture()
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for headers in [[:], [.origin: "http://localhost"], [site: "same-origin"], [site: "none"]] as [HTTPFields] {
            #expect(try await server.post("/api/v1/artifacts/search", "{}", headers: headers).status == .ok)
        }
    }
}
