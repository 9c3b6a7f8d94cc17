import Crypto
import FileTestKit
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("Google's JSON interface and answers that were lost")
struct GoogleFileStoreTests {
    /// One object with generations, as Google keeps it.
    private final class Bucket: Sendable {
        struct Object: Sendable {
            var bytes: [UInt8]
            var generation = 1
        }

        let object = Mutex<Object?>(nil)

        func answer(_ request: StorageRequest) -> StorageResponse {
            let query = Dictionary(request.query, uniquingKeysWith: { first, _ in first })
            return object.withLock { object in
                if request.method == "POST" {
                    if let wanted = query["ifGenerationMatch"], wanted != "\(object?.generation ?? 0)" {
                        return FakeServer.response(412)
                    }
                    object = Object(bytes: request.body, generation: (object?.generation ?? 0) + 1)
                }
                if request.path == "/storage/v1/b/bucket" { return FakeServer.response(200, "{}") }
                guard let object else { return FakeServer.response(404) }
                if query["alt"] == "media" {
                    return StorageResponse(
                        status: 200, headers: [("x-goog-generation", "\(object.generation)")],
                        body: FileChunks(object.bytes))
                }
                let digest = Data(Insecure.MD5.hash(data: object.bytes)).base64EncodedString()
                return FakeServer.response(
                    200,
                    "{\"name\":\"a\",\"size\":\"\(object.bytes.count)\",\"generation\":\"\(object.generation)\",\"md5Hash\":\"\(digest)\"}"
                )
            }
        }
    }

    private static func store(_ server: FakeServer) throws -> GoogleFileStore {
        var retries = RetryPolicy()
        retries.clock = server.clock()
        return try GoogleFileStore(
            bucket: "bucket", account: nil, folder: nil, endpoint: "http://storage.test", retries: retries, http: server
        )
    }

    @Test func `what is appended stands there once when the answer was lost`() async throws {
        let bucket = Bucket()
        let losses = Mutex(0)
        let server = FakeServer { request, _ in
            let answer = bucket.answer(request)
            // Every first answer to a write is lost.
            if request.method == "POST", answer.status == 200 {
                losses.withLock { $0 += 1 }
                throw TransportFailure(.brokenConnection)
            }
            return answer
        }
        let store = try Self.store(server)
        let key = try FileKey("a")
        try await store.appendText("one\n", to: key)
        try await store.appendText("two\n", to: key)
        #expect(try await store.readText(key) == "one\ntwo\n")
        #expect(losses.withLock { $0 } == 2)
    }

    @Test func `deleting what is not there is done, and a bucket that is not there is said`() async throws {
        let bucket = Bucket()
        try await Self.store(FakeServer { request, _ in bucket.answer(request) }).delete(FileKey("a"))
        let error = await #expect(throws: RegistryError.self) {
            try await Self.store(FakeServer { _, _ in FakeServer.response(404) }).delete(FileKey("a"))
        }
        #expect(error?.code == .notFound)
    }

    @Test func `two who append the same at once both append`() async throws {
        let bucket = Bucket()
        let hasMet = Mutex(false)
        let server = FakeServer { request, _ in
            let isFirst = hasMet.withLock { met in
                defer { met = met || request.method == "POST" }
                return !met && request.method == "POST"
            }
            // Another writer was quicker, with the same bytes.
            if isFirst { bucket.object.withLock { $0 = Bucket.Object(bytes: Array("one\n".utf8), generation: 7) } }
            return bucket.answer(request)
        }
        let store = try Self.store(server)
        let key = try FileKey("a")
        try await store.appendText("one\n", to: key)
        #expect(try await store.readText(key) == "one\none\n")
    }
}
