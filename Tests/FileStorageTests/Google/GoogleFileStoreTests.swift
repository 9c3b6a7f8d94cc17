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
                    guard let upload = MultipartUpload(request) else { return FakeServer.response(400) }
                    object = Object(bytes: upload.bytes, generation: (object?.generation ?? 0) + 1)
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

    @Test func `the digest goes ahead of the bytes, whatever stands in them`() async throws {
        let bucket = Bucket()
        let server = FakeServer { request, _ in bucket.answer(request) }
        let store = try Self.store(server)
        let bytes = Array("--lav\r\n\r\n{\"md5Hash\":\"x\"}\r\n--lav--\r\n".utf8) + [0, 255, 13, 10]
        for content in [bytes, []] {
            try await store.write(content, to: try FileKey("a"), options: WriteOptions(contentType: "text/\"odd\""))
            #expect(bucket.object.withLock { $0?.bytes } == content)
            let upload = try #require(server.requests.last.flatMap { MultipartUpload($0) })
            let digest = Data(Insecure.MD5.hash(data: content)).base64EncodedString()
            #expect(upload.metadata["md5Hash"]?.stringValue == digest)
            #expect(upload.metadata["contentType"]?.stringValue == "text/\"odd\"")
        }
    }

    @Test func `bytes that Google finds to be others are said to be damaged on their way`() async throws {
        let said = #"{"error":{"message":"Provided MD5 hash \"a\" doesn't match calculated MD5 hash \"b\"."}}"#
        let server = FakeServer { _, _ in FakeServer.response(400, said) }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await Self.store(server).write([1], to: key) }
        #expect(error?.code == .corruptData && error?.message.contains("send it again") == true)
    }

    @Test(arguments: [403, nil])
    func `a wrong file that cannot be deleted is said to be there maybe`(_ refusal: Int?) async throws {
        let generation = refusal == nil ? "" : #","generation":"7""#
        let server = FakeServer { request, _ in
            FakeServer.response(
                request.method == "DELETE" ? refusal ?? 204 : 200,
                #"{"name":"a","size":"1"\#(generation),"md5Hash":"AAAAAAAAAAAAAAAAAAAAAA=="}"#)
        }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await Self.store(server).write([1], to: key) }
        #expect(error?.code == .corruptData && error?.message.contains("may still be there") == true)
    }

    @Test(arguments: [1, (8 << 20) + 1])
    func `what a server has taken that is not what was sent does not stay`(_ count: Int) async throws {
        let server = FakeServer { request, _ in
            if request.query.contains(where: { $0 == ("uploadType", "resumable") }) {
                return FakeServer.response(200, "", [("location", "http://storage.test/upload?upload_id=u")])
            }
            let range = request.headers.first { $0.name == "content-range" }?.value
            if range?.hasSuffix("/*") == true {
                return FakeServer.response(308, "", [("range", "bytes=0-\((8 << 20) - 1)")])
            }
            return FakeServer.response(
                request.method == "DELETE" ? 204 : 200,
                #"{"name":"a","size":"\#(count)","generation":"7","md5Hash":"AAAAAAAAAAAAAAAAAAAAAA=="}"#)
        }
        let bytes = [UInt8](repeating: 1, count: count)
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) {
            try await Self.store(server).write(FileChunks(bytes), size: nil, to: key, options: WriteOptions())
        }
        #expect(error?.code == .corruptData)
        let last = try #require(server.requests.last)
        #expect(last.method == "DELETE" && last.query.contains { $0 == ("ifGenerationMatch", "7") })
        // The end of an upload in pieces says the digest as well, so that a server can refuse it.
        let digest = Data(Insecure.MD5.hash(data: bytes)).base64EncodedString()
        let ends = server.requests.filter { $0.headers.contains { $0 == ("x-goog-hash", "md5=\(digest)") } }
        #expect(ends.count == (count == 1 ? 0 : 1))
    }
}
