import Foundation
import RegistryCore
import Testing

@testable import FileStorage

@Suite("What a storage server refuses is said in sentences")
struct S3ErrorTests {
    private static func key() throws -> FileKey { try FileKey("a/b") }

    private func refusal(_ response: StorageResponse) async throws -> RegistryError {
        let server = FakeServer { _, _ in response }
        let key = try Self.key()
        let error = await #expect(throws: RegistryError.self) { try await server.store().read(key) }
        let found = try #require(error)
        for shown in [found.message, found.description, found.debugDescription, String(reflecting: found)] {
            #expect(!shown.contains(FakeServer.secret) && !shown.contains("tokenOfTests"))
        }
        return found
    }

    @Test(arguments: [
        (403, "InvalidAccessKeyId", RegistryError.Code.accessDenied, "does not know the access key"),
        (403, "SignatureDoesNotMatch", .accessDenied, "the secret key is not the one"),
        (400, "ExpiredToken", .accessDenied, "has ended"),
        (403, "AccessDenied", .accessDenied, "does not let this key"),
        (404, "NoSuchBucket", .notFound, "There is no bucket bucket"),
        (404, "NoSuchKey", .notFound, "There is no file a/b"),
        (400, "EntityTooLarge", .invalidArgument, "larger"),
        (501, "NotImplemented", .unsupported, "cannot do this"),
        (505, "Odd", .unsupported, "does not do what was asked"),
    ])
    func `each refusal has its sentence`(_ status: Int, _ code: String, _ kind: RegistryError.Code, _ words: String)
        async throws
    {
        let error = try await refusal(FakeServer.error(status, code))
        #expect(error.code == kind)
        #expect(error.message.contains(words), "\(error.message)")
    }

    @Test func `a clock that is an hour off is said with the hour`() async throws {
        let error = try await refusal(
            FakeServer.error(403, "RequestTimeTooSkewed", "<ServerTime>2023-11-14T23:13:20Z</ServerTime>"))
        #expect(error.code == .accessDenied)
        #expect(error.message.contains("60 minutes behind"), "\(error.message)")
        // The server's Date tells it as well.
        let other = try await refusal(
            FakeServer.error(403, "RequestTimeTooSkewed", "", [("date", "Tue, 14 Nov 2023 21:13:20 GMT")]))
        #expect(other.message.contains("60 minutes ahead of"), "\(other.message)")
    }

    @Test func `what a server repeats of the keys is not shown`() async throws {
        let error = try await refusal(
            FakeServer.response(
                400,
                "<Error><Code>Odd</Code><Message>\(FakeServer.secret) tokenOfTests AKIATESTTESTTEST \u{202E}</Message></Error>"
            ))
        #expect(!error.message.contains("AKIATESTTESTTEST") && !error.message.contains("\u{202E}"))
        #expect(error.message.contains("Odd"))
    }

    @Test func `descriptions and mirrors of keys show no secret`() throws {
        let credentials = try FakeServer.credentials()
        var dumped = ""
        dump(credentials, to: &dumped)
        dump(try FakeServer { _, _ in FakeServer.response(200) }.store(), to: &dumped)
        for shown in [dumped, "\(credentials)", String(reflecting: credentials)] {
            #expect(!shown.contains(FakeServer.secret) && !shown.contains("tokenOfTests"))
        }
        let error = #expect(throws: RegistryError.self) { try S3Credentials(accessKey: "key", secret: "se cret") }
        #expect(error?.message.contains("se cret") == false)
    }

    @Test func `a bucket in another region is asked there, once`() async throws {
        let server = FakeServer { request, _ in
            request.host == "bucket.s3.eu-central-1.amazonaws.com"
                ? FakeServer.response(200, "bytes")
                : FakeServer.error(301, "PermanentRedirect", "", [("x-amz-bucket-region", "eu-central-1")])
        }
        let store = try server.store { $0.endpoint = nil }
        #expect(try await store.readText(try Self.key()) == "bytes")
        #expect(server.requests.count == 2)
        #expect(try await store.readText(try Self.key()) == "bytes")
        #expect(server.requests.count == 3)

        let elsewhere = FakeServer { _, _ in
            FakeServer.error(
                301, "PermanentRedirect", "", [("location", "http://evil.test/"), ("x-amz-bucket-region", "eu-west-3")])
        }
        let key = try Self.key()
        let error = await #expect(throws: RegistryError.self) { try await elsewhere.store().read(key) }
        #expect(error?.message.contains("eu-west-3") == true)
        #expect(elsewhere.requests.allSatisfy { $0.host == "storage.test" })
    }

    @Test func `a missing bucket is told apart from a missing file, also by questions without an answer's body`()
        async throws
    {
        let server = FakeServer { request, _ in
            request.method == "HEAD" ? FakeServer.response(404) : FakeServer.error(404, "NoSuchBucket")
        }
        let key = try Self.key()
        let error = await #expect(throws: RegistryError.self) { try await server.store().info(key) }
        #expect(error?.message.contains("no bucket") == true)
        let forbidden = FakeServer { request, _ in
            request.method == "HEAD" ? FakeServer.response(403) : FakeServer.error(403, "InvalidAccessKeyId")
        }
        let other = await #expect(throws: RegistryError.self) { try await forbidden.store().info(key) }
        #expect(other?.message.contains("does not know the access key") == true)
    }

    @Test func `a temporary key that has ended is looked for again, once`() async throws {
        let server = FakeServer { request, _ in
            request.headers.contains { $0.value.contains("AKIASECOND") }
                ? FakeServer.response(200, "bytes") : FakeServer.error(400, "ExpiredToken")
        }
        let count = Counter()
        let store = try server.store {
            $0.credentials = CredentialSource("a test") {
                try S3Credentials(accessKey: await count.next() == 1 ? "AKIAFIRST" : "AKIASECOND", secret: "s")
            }
        }
        #expect(try await store.readText(try Self.key()) == "bytes")
        #expect(server.requests.count == 2)
    }

    private actor Counter {
        var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }
}
