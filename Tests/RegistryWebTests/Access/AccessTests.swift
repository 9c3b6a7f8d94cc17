import Foundation
import HTTPTypes
import NIOCore
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct AccessTests {
    @Test func `a server without tokens asks nobody for one`() async throws {
        let fixture = try AccessFixture(roles: [])
        #expect(try await fixture.server.get("/api/v1/runs").status == .ok)
        #expect(try await fixture.server.post("/api/v1/artifacts", "[]").status != .unauthorized)
        _ = try fixture.file.create(role: .read)
        fixture.time.advance(seconds: 1)
        #expect(try await fixture.server.get("/api/v1/runs").status == .unauthorized)
    }

    @Test(arguments: [
        nil, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer lav_0", "Bearer lav_" + String(repeating: "0", count: 64),
    ])
    func `a program without a good token is told what is needed`(field: String?) async throws {
        let fixture = try AccessFixture()
        let answer = try await fixture.server.get(
            "/api/v1/runs", headers: field.map { [.authorization: $0] } ?? [:])
        #expect(answer.status == .unauthorized)
        #expect(answer.code == "unauthorized")
        #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=") == true)
        #expect(answer.headers[.wwwAuthenticate]?.contains("invalid_token") == (field != nil))
    }

    @Test func `every route is closed to those without a token, but for what tells nothing`() async throws {
        let fixture = try AccessFixture()
        var open: [String] = []
        for (method, path) in fixture.server.routes {
            let answer = try await fixture.server.send(method, path, body: "token=")
            if answer.status != .unauthorized { open.append("\(method) \(path)") }
        }
        // A wrong token at the login page is unauthorized as well.
        #expect(
            Set(open) == [
                "GET /health", "GET /login", "POST /logout", "GET /assets/{version}/**", "GET /favicon.ico",
            ])
        #expect(fixture.server.routes.count > 30)
    }

    @Test func `the scripts of the login page are for everybody, those of workers as well`() async throws {
        let server = try AccessFixture().server
        let page = try await server.get("/login").text
        let folder = try #require(page.firstMatch(of: #/src="(/assets/[0-9a-f]+/)app.js"/#)).1
        for script in ["app.js", "media/mesh-worker.js", "plot/scale.js"] {
            #expect(try await server.get("\(folder)\(script)").status == .ok, "\(script)")
        }
        #expect(try await server.get("/assets/x/../../api/v1/runs").status != .ok)
    }

    @Test func `every operation needs the role that its kind says`() async throws {
        let fixture = try AccessFixture()
        for (method, path) in fixture.server.routes where path.hasPrefix("/api/v1") {
            let changes = method != .get && method != .head && !path.hasSuffix("/search")
            let isUpload = path.hasPrefix("/api/v1/uploads/")
            let isForAdmins = (method == .delete && !isUpload) || path.hasSuffix("/restore")
            let needed: AccessRole = isForAdmins ? .admin : changes ? .write : .read
            for role in AccessRole.allCases {
                let answer = try await fixture.server.send(
                    method, path, headers: fixture.bearer(role), body: "{}")
                #expect(answer.status != .unauthorized)
                #expect((answer.status == .forbidden) == (role < needed), "\(role) \(method) \(path)")
            }
        }
    }

    @Test(arguments: [
        "/api/v1//runs", "//api/v1/runs", "/api/v1/runs/", "/%61pi/v1/runs", "/health/../runs", "/login/x",
    ])
    func `no spelling of an address gets around the token`(path: String) async throws {
        #expect(try await AccessFixture().server.get(path).status == .unauthorized)
    }

    @Test func `an expired and a revoked token are refused like a wrong one`() async throws {
        let fixture = try AccessFixture(roles: [.read])
        let short = try fixture.file.create(role: .read, name: "short", expiringAfterDays: 1).secret
        fixture.time.advance(seconds: 1)
        let field: HTTPFields = [.authorization: "bearer \(short)"]
        #expect(try await fixture.server.get("/api/v1/runs", headers: field).status == .ok)
        fixture.time.advance(seconds: 86_400)
        let expired = try await fixture.server.get("/api/v1/runs", headers: field)
        try fixture.file.revoke("read")
        fixture.time.advance(seconds: 1)
        let revoked = try await fixture.server.get("/api/v1/runs", headers: fixture.bearer(.read))
        let wrong = try await fixture.server.get("/api/v1/runs", headers: [.authorization: "Bearer x"])
        for answer in [expired, revoked, wrong] {
            #expect(answer.status == .unauthorized)
            #expect(answer.text == wrong.text)
        }
    }

    @Test func `too many wrong tokens are answered with the time to wait, and no token is repeated`() async throws {
        let fixture = try AccessFixture()
        let wrong = "lav_" + String(repeating: "0", count: 64)
        for _ in 0..<AttemptLimit.mostPerAddress {
            let answer = try await fixture.server.get("/api/v1/runs", headers: [.authorization: "Bearer \(wrong)"])
            #expect(answer.status == .unauthorized)
            #expect(!answer.text.contains(wrong))
        }
        let answer = try await fixture.server.get("/api/v1/runs", headers: [.authorization: "Bearer \(wrong)"])
        #expect(answer.status == .tooManyRequests)
        #expect(answer.headers[.retryAfter] == "60")
        #expect(try await fixture.server.get("/health").status == .ok)
        #expect(try await fixture.server.get("/api/v1/runs", headers: fixture.bearer(.admin)).status == .ok)
    }

    @Test func `a token in an address is not read`() async throws {
        let fixture = try AccessFixture()
        let secret = fixture.secrets[.admin] ?? ""
        let answer = try await fixture.server.get("/api/v1/runs?token=\(secret)&access_token=\(secret)")
        #expect(answer.status == .unauthorized)
        #expect(!answer.text.contains(secret))
    }

    @Test func `a file of tokens that is damaged while the server runs lets nobody in`() async throws {
        let fixture = try AccessFixture()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fixture.file.path)
        fixture.time.advance(seconds: 1)
        let answer = try await fixture.server.get("/api/v1/runs", headers: fixture.bearer(.admin))
        #expect(answer.status == .serviceUnavailable)
        #expect(!answer.text.contains(fixture.file.path))
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"), ("2001:db8::1", "2001:db8::/64"), ("fe80::1", "fe80::/64"),
        ("::1", "::1"), ("::2", "::/64"),
    ])
    func `all addresses that one client can have are one`(address: String, name: String) throws {
        #expect(ClientContext.name(of: try SocketAddress(ipAddress: address, port: 1)) == name)
    }
}
