import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct LoginTests {
    private static let page: HTTPFields = [.accept: "text/html"]

    @Test(arguments: [
        ("/", "/login"), ("/runs", "/login?next=/runs"), ("/?q=a&b", "/login?next=/%3Fq%3Da%26b"),
    ])
    func `a reader without a session is sent to the login page and back`(path: String, target: String) async throws {
        let answer = try await AccessFixture().server.get(path, headers: Self.page)
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == target)
    }

    @Test func `the login page's look and scripts need no token, however deep they lie`() async throws {
        let server = try AccessFixture().server
        let page = try await server.get("/login", headers: Self.page).text
        let folder = try #require(page.firstMatch(of: /\/assets\/[0-9a-f]+\//)).0
        for file in ["look.css", "app.js", "plot/page.js"] {
            #expect(try await server.get("\(folder)\(file)").status == .ok, "\(file)")
        }
        for path in ["\(folder)../tokens.json", "/assets", "/assets/..%2f..%2fapi/v1/runs"] {
            #expect(try await server.get(path).status != .ok, "\(path)")
        }
    }

    @Test func `the login page tells nothing about the store, and keeps the way back`() async throws {
        let store = MemoryStore()
        let answer = try await AccessFixture(store: store).server.get("/login?next=/runs", headers: Self.page)
        #expect(answer.status == .ok)
        #expect(answer.text.contains("name=\"next\" value=\"/runs\""))
        #expect(answer.text.contains("type=\"password\""))
        #expect(!answer.text.contains(store.displayName))
    }

    @Test func `no refusal tells somebody without a token about the store`() async throws {
        let store = MemoryStore()
        let server = try AccessFixture(store: store).server
        let answers = [
            try await server.get("/", headers: Self.page, host: "evil.example"),
            try await server.post("/", "", headers: [.accept: "text/html", .origin: "http://evil.example"]),
            try await server.post("/login", "token=%", headers: Self.page),
        ]
        for answer in answers {
            #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(!answer.text.contains(store.displayName))
        }
    }

    @Test func `a token begins a session, which a browser keeps to itself`() async throws {
        let fixture = try AccessFixture()
        let answer = try await fixture.logIn(.read)
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/runs")
        let field = try #require(answer.headers[.setCookie])
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=43200"] { #expect(field.contains(part)) }
        #expect(!field.contains("Secure"))
        #expect(!field.contains(try #require(fixture.secrets[.read]).dropFirst(4)))
        let cookie = AccessFixture.cookie(of: answer)
        let runs = try await fixture.server.get("/runs", headers: [.accept: "text/html", .cookie: cookie])
        #expect(runs.status == .ok)
        #expect(runs.text.contains("action=\"/logout\""))
    }

    @Test func `behind TLS the cookie is one for TLS alone`() async throws {
        let fixture = try AccessFixture()
        let answer = try await fixture.server.post(
            "/login", "token=\(fixture.secrets[.read] ?? "")", headers: [.origin: "https://localhost"])
        #expect(answer.headers[.setCookie]?.hasPrefix("__Host-lav-session=") == true)
        #expect(answer.headers[.setCookie]?.hasSuffix("; Secure") == true)
        let cookie = AccessFixture.cookie(of: answer)
        #expect(try await fixture.server.get("/runs", headers: [.cookie: cookie]).status == .ok)
    }

    @Test func `a wrong token is refused without being repeated`() async throws {
        let wrong = "lav_" + String(repeating: "1", count: 64)
        let fixture = try AccessFixture()
        let shown = try await fixture.server.post("/login", "token=\(wrong)", headers: Self.page)
        #expect(shown.status == .unauthorized)
        #expect(shown.text.contains("role=\"alert\""))
        let told = try await fixture.server.post("/login", "token=\(wrong)")
        #expect(told.code == "unauthorized")
        for answer in [shown, told] {
            #expect(!answer.text.contains(wrong))
            #expect(answer.headers[.setCookie] == nil)
        }
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "",
        "/logout", "/login?next=/login", "/a\u{0D}\u{0A}Set-Cookie: x=y",
    ])
    func `the way back never leads to another site`(next: String) {
        #expect(LoginRoutes.localAddress(next) == "/")
    }

    @Test func `who logs out is out`() async throws {
        let fixture = try AccessFixture()
        let cookie = AccessFixture.cookie(of: try await fixture.logIn(.read))
        let answer = try await fixture.server.post(
            "/logout", "", headers: [.cookie: cookie, .origin: "http://localhost"])
        #expect(answer.status == .seeOther)
        #expect(answer.headers[values: .setCookie].allSatisfy { $0.contains("Max-Age=0") })
        #expect(try await fixture.server.get("/runs", headers: [.cookie: cookie]).status == .unauthorized)
    }

    @Test func `a session has its token's role, and ends when the token is revoked`() async throws {
        let fixture = try AccessFixture()
        let cookie = AccessFixture.cookie(of: try await fixture.logIn(.read))
        let fields: HTTPFields = [.cookie: cookie, .origin: "http://localhost"]
        #expect(try await fixture.server.post("/api/v1/runs", "{}", headers: fields).status == .forbidden)
        #expect(try await fixture.server.post("/api/v1/runs/search", "{}", headers: fields).status == .ok)
        try fixture.file.revoke("read")
        fixture.time.advance(seconds: 1)
        #expect(try await fixture.server.get("/runs", headers: fields).status == .unauthorized)
    }

    @Test func `a session changes nothing unless the request says that it comes from here`() async throws {
        let fixture = try AccessFixture()
        let cookie = AccessFixture.cookie(of: try await fixture.logIn(.admin))
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for fields in [
            [:], [.origin: "http://evil.example"], [.origin: "null"], [site: "cross-site"], [site: "same-site"],
            [.origin: "http://localhost:1"],
        ] as [HTTPFields] {
            var fields = fields
            fields[.cookie] = cookie
            for (method, path) in [(HTTPRequest.Method.post, "/api/v1/runs"), (.delete, "/api/v1/artifacts/7")] {
                let answer = try await fixture.server.send(method, path, headers: fields, body: "{}")
                #expect(answer.status == .forbidden)
            }
        }
        for fields in [[.origin: "http://localhost"], [site: "same-origin"]] as [HTTPFields] {
            var fields = fields
            fields[.cookie] = cookie
            let answer = try await fixture.server.send(.delete, "/api/v1/artifacts/7", headers: fields)
            #expect(answer.status != .forbidden && answer.status != .unauthorized)
        }
    }

    @Test func `a server that asks for no token has no login`() async throws {
        let fixture = try AccessFixture(roles: [])
        #expect(try await fixture.server.get("/login").headers[.location] == "/")
        #expect(try await fixture.server.post("/login", "token=x").status == .unauthorized)
    }
}
