import Crypto
import FileTestKit
import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("Uploads in parts, with the rights that a key has, and with what they were begun with")
struct UploadRightsTests {
    private static let part = 5 << 20

    /// A server that keeps uploads in parts, and refuses what a test says.
    private final class Server: Sendable {
        struct Upload: Sendable {
            var headers: [String: String]
            var parts: [Int: [UInt8]] = [:]
        }

        let uploads = Mutex<[Upload]>([])
        let sent = Mutex<[Int]>([])
        let finished = Mutex<[Int]>([])

        func fake(
            refusing isRefused: @escaping @Sendable (StorageRequest) -> Bool = { _ in false },
            failingAfter limit: Int = .max
        ) -> FakeServer {
            FakeServer { request, _ in
                if isRefused(request) {
                    return request.method == "HEAD" ? FakeServer.response(403) : FakeServer.error(403, "AccessDenied")
                }
                return self.answer(request, limit)
            }
        }

        private func answer(_ request: StorageRequest, _ limit: Int) -> StorageResponse {
            let query = Dictionary(request.query, uniquingKeysWith: { first, _ in first })
            let id = query["uploadId"].flatMap { Int($0) }
            switch request.method {
            case "POST" where query["uploads"] != nil:
                let headers = Dictionary(
                    request.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
                let number = uploads.withLock {
                    $0.append(Upload(headers: headers))
                    return $0.count - 1
                }
                return FakeServer.response(200, "<R><UploadId>\(number)</UploadId></R>")
            case "PUT":
                guard let id, let number = query["partNumber"].flatMap({ Int($0) }),
                    sent.withLock({ $0.count }) < limit
                else { return FakeServer.error(403, "AccessDenied") }
                sent.withLock { $0.append(number) }
                uploads.withLock { $0[id].parts[number] = request.body }
                return FakeServer.response(200, "", [("etag", Self.etag(request.body))])
            case "GET" where query["uploads"] != nil:
                let count = uploads.withLock { $0.count }
                let list = (0..<count).map { "<Upload><Key>a</Key><UploadId>\($0)</UploadId></Upload>" }.joined()
                return FakeServer.response(200, "<ListMultipartUploadsResult>\(list)</ListMultipartUploadsResult>")
            case "GET":
                let parts = id.map { id in uploads.withLock { $0[id].parts } } ?? [:]
                let list = parts.map {
                    "<Part><PartNumber>\($0.key)</PartNumber><Size>\($0.value.count)</Size>"
                        + "<ETag>\(Self.etag($0.value))</ETag></Part>"
                }.joined()
                return FakeServer.response(200, "<ListPartsResult>\(list)</ListPartsResult>")
            case "POST":
                finished.withLock { $0.append(id ?? -1) }
                return FakeServer.response(200, "<R><ETag>whole-3</ETag></R>")
            default:
                let size = finished.withLock { $0.last }.map { id in
                    uploads.withLock { $0[id].parts.values.reduce(0) { $0 + $1.count } }
                }
                return FakeServer.response(200, "", [("content-length", "\(size ?? 0)"), ("etag", "\"whole-3\"")])
            }
        }

        private static func etag(_ bytes: [UInt8]) -> String {
            Insecure.MD5.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
    }

    /// A file of three parts.
    private static func withFile(_ work: (_ path: String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "file").path
            try Data([UInt8](repeating: 7, count: 2 * part + part / 2)).write(to: URL(filePath: path))
            try await work(path)
        }
    }

    private static func upload(
        _ path: String, to server: FakeServer, _ options: WriteOptions,
        _ change: (inout S3Configuration) -> Void = { _ in }
    ) async throws -> FileInfo {
        let store = try server.store {
            $0.partSize = part
            $0.parallelParts = 1
            change(&$0)
        }
        return try await store.upload(fileAt: path, to: try FileKey("a"), options: options)
    }

    @Test func `a key that may only write has written when the server says so`() async throws {
        try await Self.withFile { path in
            let server = Server()
            let fake = server.fake { request in
                request.method == "HEAD"
                    || (request.method == "GET" && !request.query.contains { $0.name == "uploadId" })
            }
            let info = try await Self.upload(path, to: fake, WriteOptions())
            #expect(info.size == Int64(2 * Self.part + Self.part / 2) && info.version == "\"whole-3\"")
        }
    }

    @Test(arguments: ["uploads", "uploadId"])
    func `a key that may not ask what is there of an upload sends all of it`(_ question: String) async throws {
        try await Self.withFile { path in
            let server = Server()
            await #expect(throws: RegistryError.self) {
                try await Self.upload(path, to: server.fake(failingAfter: 1), WriteOptions(resumes: true))
            }
            let fake = server.fake { request in
                request.method == "GET" && request.query.contains { $0.name == question }
            }
            _ = try await Self.upload(path, to: fake, WriteOptions(resumes: true))
            #expect(server.sent.withLock { $0 } == [1, 1, 2, 3] && server.finished.withLock { $0 } == [1])
        }
    }

    @Test func `an upload is gone on with by who asks for the same`() async throws {
        try await Self.withFile { path in
            let options = WriteOptions(contentType: "text/plain", resumes: true)
            let server = Server()
            await #expect(throws: RegistryError.self) {
                try await Self.upload(path, to: server.fake(failingAfter: 2), options)
            }
            _ = try await Self.upload(path, to: server.fake(), options)
            #expect(server.sent.withLock { $0 } == [1, 2, 3] && server.finished.withLock { $0 } == [0])
            #expect(server.uploads.withLock { $0.count } == 1)
        }
    }

    @Test(arguments: 0..<5)
    func `an upload that was begun otherwise is not gone on with`(_ number: Int) async throws {
        try await Self.withFile { path in
            let plain = WriteOptions(resumes: true)
            let typed = WriteOptions(contentType: "text/plain", resumes: true)
            let server = Server()
            func upload(_ fake: FakeServer, isFirst: Bool) async throws {
                switch number {
                case 0: _ = try await Self.upload(path, to: fake, isFirst ? plain : typed)
                case 1: _ = try await Self.upload(path, to: fake, isFirst ? typed : plain)
                case 2: _ = try await Self.upload(path, to: fake, plain) { $0.encryption = isFirst ? nil : .server }
                case 3:
                    _ = try await Self.upload(path, to: fake, plain) {
                        $0.encryption = isFirst ? .server : .keyService(keyID: "k")
                    }
                default: _ = try await Self.upload(path, to: fake, plain) { $0.checksum = isFirst ? .md5 : .sha256 }
                }
            }
            await #expect(throws: RegistryError.self) {
                try await upload(server.fake(failingAfter: 1), isFirst: true)
            }
            try await upload(server.fake(), isFirst: false)
            #expect(server.sent.withLock { $0 } == [1, 1, 2, 3] && server.finished.withLock { $0 } == [1])
            let last = try #require(server.uploads.withLock { $0.last })
            #expect(last.headers["content-type"] == (number == 0 ? "text/plain" : nil))
            #expect((last.headers["x-amz-server-side-encryption"] != nil) == [2, 3].contains(number))
            #expect((last.headers["x-amz-checksum-algorithm"] != nil) == (number == 4))
        }
    }
}
