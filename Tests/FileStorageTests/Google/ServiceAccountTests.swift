import CryptoExtras
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("A service account of Google's")
struct ServiceAccountTests {
    /// An RSA key, made once.
    static let key = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    static let email = "writer@project.iam.gserviceaccount.com"

    static func account(_ change: (inout Document) -> Void = { _ in }) throws -> ServiceAccount {
        var document: Document = [
            "type": "service_account", "client_email": .string(email), "private_key_id": "key7",
            "private_key": .string(try key.get().pemRepresentation),
        ]
        change(&document)
        return try ServiceAccount(json: Array(document.json().utf8))
    }

    static let moment = WallTime(millisecondsSince1970: 1_700_000_000_000)

    /// A token endpoint, and a bucket that asks for its tokens.
    static func store(_ server: FakeServer) throws -> GoogleFileStore {
        var retries = RetryPolicy()
        retries.clock = server.clock(now: moment)
        return try GoogleFileStore(
            bucket: "bucket", account: try account(), folder: nil, endpoint: "https://storage.googleapis.com",
            retries: retries, http: server)
    }

    static func token(_ text: String, seconds: Int = 3_600) -> StorageResponse {
        FakeServer.response(
            200, "{\"access_token\": \"\(text)\", \"expires_in\": \(seconds), \"token_type\": \"Bearer\"}")
    }

    /// What the server says of a file. Its bytes can be read once.
    static func item() -> StorageResponse {
        FakeServer.response(200, "{\"name\": \"a\", \"size\": \"3\", \"generation\": \"1\"}")
    }

    @Test func `its statement is signed so that others accept it, for an hour`() throws {
        let statement = try Self.account().assertion(at: Self.moment)
        let script = """
            import base64, json, sys
            from cryptography.hazmat.primitives import hashes, serialization
            from cryptography.hazmat.primitives.asymmetric import padding
            def decode(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            head, claims, signature = sys.argv[1].split(".")
            key = serialization.load_pem_public_key(sys.argv[2].encode())
            key.verify(decode(signature), (head + "." + claims).encode(), padding.PKCS1v15(), hashes.SHA256())
            print(json.dumps([json.loads(decode(head)), json.loads(decode(claims))]))
            """
        let output = try TestPython.run(script, statement, try Self.key.get().publicKey.pemRepresentation)
        #expect(
            try Value(json: [UInt8](output)) == [
                ["alg": "RS256", "typ": "JWT", "kid": "key7"],
                [
                    "iss": .string(Self.email), "scope": "https://www.googleapis.com/auth/devstorage.read_write",
                    "aud": "https://oauth2.googleapis.com/token", "iat": 1_700_000_000, "exp": 1_700_003_600,
                ],
            ])
        #expect(!statement.contains("+") && !statement.contains("/") && !statement.contains("="))
    }

    @Test func `an address that it signs is one that its public key accepts`() async throws {
        let store = try Self.store(FakeServer { _, _ in Self.item() })
        let address = try await store.address(of: try FileKey("a b/ü"), validFor: .seconds(60))
        let pairs = try #require(address.split(separator: "?").last).split(separator: "&")
        let signed = "X-Goog-Signature="
        let digits = Array(try #require(pairs.first { $0.hasPrefix(signed) }).utf8.dropFirst(signed.utf8.count))
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<min($0 + 2, digits.count)], as: UTF8.self), radix: 16)
        }
        let query = pairs.filter { !$0.hasPrefix(signed) }.joined(separator: "&")
        let request = "GET\n/bucket/a%20b/%C3%BC\n\(query)\nhost:storage.googleapis.com\n\nhost\nUNSIGNED-PAYLOAD"
        let time = "20231114T221320Z"
        let text =
            "GOOG4-RSA-SHA256\n\(time)\n20231114/auto/storage/goog4_request\n\(RegistryCore.SHA256.hexadecimalDigest(of: Array(request.utf8)))"
        let signature = _RSA.Signing.RSASignature(rawRepresentation: Data(bytes))
        #expect(
            try Self.key.get().publicKey.isValidSignature(signature, for: Array(text.utf8), padding: .insecurePKCS1v1_5)
        )
        await #expect(throws: RegistryError.self) { try await store.address(of: try FileKey("a"), validFor: .zero) }
    }

    @Test(arguments: ["private_key", "token_uri"])
    func `what is no key of an account is refused without being repeated`(_ field: String) throws {
        let error = #expect(throws: RegistryError.self) {
            try Self.account { $0[field] = "https://evil.test/?googleapis.com#secretOfTests" }
        }
        #expect(error?.code == .invalidArgument && error?.message.contains("secretOfTests") == false)
        #expect(throws: RegistryError.self) { try ServiceAccount(json: Array("[]".utf8)) }
        var dumped = ""
        dump(try Self.account(), to: &dumped)
        #expect(!dumped.contains("PRIVATE KEY") && dumped.contains(Self.email))
    }

    @Test func `many who ask at once get one token, which is shown until shortly before it ends`() async throws {
        let server = FakeServer { request, _ in
            request.host == "oauth2.googleapis.com" ? Self.token("first") : Self.item()
        }
        let store = try Self.store(server)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await store.info(try FileKey("a")) } }
            try await group.waitForAll()
        }
        let tokens = server.requests.filter { $0.host == "oauth2.googleapis.com" }
        #expect(tokens.count == 1)
        #expect(
            tokens.first.map { String(decoding: $0.body, as: UTF8.self) }?
                .hasPrefix("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=ey") == true)
        let others = server.requests.filter { $0.host == "storage.googleapis.com" }
        #expect(others.allSatisfy { $0.headers.contains { $0 == ("authorization", "Bearer first") } })

        let short = FakeServer { request, _ in
            request.host == "oauth2.googleapis.com" ? Self.token("short", seconds: 60) : Self.item()
        }
        let second = try Self.store(short)
        for _ in 0..<2 { _ = try await second.info(try FileKey("a")) }
        #expect(short.requests.filter { $0.host == "oauth2.googleapis.com" }.count == 2)
    }

    @Test func `a token that is not accepted is asked for again, once`() async throws {
        let server = FakeServer { request, number in
            if request.host == "oauth2.googleapis.com" { return Self.token("t\(number)") }
            return request.headers.contains { $0 == ("authorization", "Bearer t1") }
                ? FakeServer.response(401) : Self.item()
        }
        #expect(try await Self.store(server).info(try FileKey("a"))?.size == 3)
        #expect(server.requests.count == 4)
        let never = FakeServer { request, _ in
            request.host == "oauth2.googleapis.com" ? Self.token("t") : FakeServer.response(401)
        }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await Self.store(never).info(key) }
        #expect(error?.code == .accessDenied && never.requests.count == 4)
    }

    @Test func `a token endpoint that is busy or away for a moment is asked again`() async throws {
        let server = FakeServer { request, number in
            guard request.host == "oauth2.googleapis.com" else { return Self.item() }
            switch number {
            case 1: return FakeServer.response(503, "", [("retry-after", "7")])
            case 2: throw TransportFailure(.brokenConnection)
            default: return Self.token("t")
            }
        }
        #expect(try await Self.store(server).info(try FileKey("a"))?.size == 3)
        #expect(server.pauses.first == .seconds(7) && server.pauses.count == 2)

        let away = FakeServer { _, _ in FakeServer.response(503) }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await Self.store(away).info(key) }
        #expect(error?.code == .unavailable)
        let refused = FakeServer { _, _ in FakeServer.response(400, "{\"error\": \"invalid_grant\"}") }
        let other = await #expect(throws: RegistryError.self) { try await Self.store(refused).info(key) }
        #expect(other?.code == .accessDenied && refused.requests.count == 1)
    }

    @Test func `a token that is good for a moment still is shown when no other is given`() async throws {
        let time = Mutex(Self.moment)
        let server = FakeServer { request, number in
            guard request.host == "oauth2.googleapis.com" else { return Self.item() }
            return number == 1 ? Self.token("t", seconds: 100) : FakeServer.response(400)
        }
        var retries = RetryPolicy()
        retries.clock = server.clock()
        retries.clock.now = { time.withLock { $0 } }
        let store = try GoogleFileStore(
            bucket: "bucket", account: try Self.account(), folder: nil, endpoint: "https://storage.googleapis.com",
            retries: retries, http: server)
        let key = try FileKey("a")
        for _ in 0..<2 { #expect(try await store.info(key)?.size == 3) }
        time.withLock { $0 = WallTime(millisecondsSince1970: Self.moment.millisecondsSince1970 + 100_000) }
        let error = await #expect(throws: RegistryError.self) { try await store.info(key) }
        #expect(error?.code == .accessDenied)
    }

    @Test func `a token endpoint that is out of order delays nothing while the token is good, and is left in peace`()
        async throws
    {
        let time = Mutex<Int64>(0)
        let tokens = Mutex(0)
        let server = FakeServer { request, _ in
            guard request.host == "oauth2.googleapis.com" else { return Self.item() }
            let number = tokens.withLock {
                $0 += 1
                return $0
            }
            switch number {
            case 1: return Self.token("t", seconds: 100)
            case 3: throw TransportFailure(.timedOut)
            default: return FakeServer.response(503)
            }
        }
        var retries = RetryPolicy()
        retries.clock = server.clock()
        retries.clock.now = {
            WallTime(millisecondsSince1970: Self.moment.millisecondsSince1970 + time.withLock { $0 })
        }
        let store = try GoogleFileStore(
            bucket: "bucket", account: try Self.account(), folder: nil, endpoint: "https://storage.googleapis.com",
            retries: retries, http: server)
        let key = try FileKey("a")
        // The first asks for the token, and of the others the second one for another.
        for _ in 0..<5 { #expect(try await store.info(key)?.size == 3) }
        #expect(tokens.withLock { $0 } == 2 && server.pauses.isEmpty)
        time.withLock { $0 = 11_000 }
        for _ in 0..<5 { #expect(try await store.info(key)?.size == 3) }
        #expect(tokens.withLock { $0 } == 3 && server.pauses.isEmpty)
        // Without a good one it is waited for.
        time.withLock { $0 = 100_000 }
        let error = await #expect(throws: RegistryError.self) { try await store.info(key) }
        #expect(error?.code == .unavailable && !server.pauses.isEmpty && tokens.withLock { $0 } > 4)
    }
}
