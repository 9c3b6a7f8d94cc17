import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("Google's XML interface and versions of an object")
struct GoogleVersionTests {
    private static let part = 5 << 20

    private static func store(_ server: FakeServer) throws -> S3FileStore {
        try server.store {
            $0.isGoogles = true
            $0.partSize = part
            $0.parallelParts = 1
            $0.checksum = .none
        }
    }

    @Test func `ranges of two versions are not put together`() async throws {
        let gets = Mutex(0)
        let server = FakeServer { request, _ in
            func headers(_ generation: Int, _ count: Int) -> [(name: String, value: String)] {
                [("content-length", "\(count)"), ("x-goog-generation", "\(generation)"), ("etag", "\"e\"")]
            }
            if request.method == "HEAD" { return FakeServer.response(200, "", headers(1, Self.part + 1)) }
            // It is written anew after its first range, and this server does not look at conditions.
            let number = gets.withLock {
                $0 += 1
                return $0
            }
            let count = number == 1 ? Self.part : 1
            return StorageResponse(
                status: 206, headers: headers(number, count),
                body: FileChunks([UInt8](repeating: UInt8(number), count: count)))
        }
        let key = try FileKey("a")
        try await withTemporaryFolder { folder in
            let error = await #expect(throws: RegistryError.self) {
                try await Self.store(server).download(key, toFileAt: folder.appending(path: "out").path)
            }
            #expect(error?.code == .corruptData)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.isEmpty)
        }
        #expect(gets.withLock { $0 } == 2)
        let asked = server.requests.filter { $0.method == "GET" }
        #expect(asked.allSatisfy { $0.headers.contains { $0 == ("if-match", "\"e\"") } })
    }

    /// A server that takes an upload of two parts whose end is answered and not heard, and has an object of the same size then.
    private static func server(crc32c: String?) -> FakeServer {
        let finishes = Mutex(0)
        return FakeServer { request, _ in
            let names = Set(request.query.map(\.name))
            switch request.method {
            case "POST" where names.contains("uploads"):
                return FakeServer.response(
                    200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
            case "POST":
                let isFirst = finishes.withLock {
                    $0 += 1
                    return $0 == 1
                }
                if isFirst { throw TransportFailure(.brokenConnection) }
                return FakeServer.error(404, "NoSuchUpload")
            case "HEAD":
                let hash = crc32c.map { [(name: "x-goog-hash", value: "crc32c=\($0)")] } ?? []
                return FakeServer.response(
                    200, "", hash + [("content-length", "\(part + 1)"), ("x-goog-generation", "9"), ("etag", "\"x\"")])
            default: return FakeServer.response(200, "", [("etag", "\"p\"")])
            }
        }
    }

    private static func upload(to server: FakeServer) async throws -> FileInfo {
        try await store(server).write(
            FileChunks([UInt8](repeating: 1, count: part + 1)), size: nil, to: try FileKey("a"), options: WriteOptions()
        )
    }

    /// A server that takes an upload of two parts as generation 9, and says these things of the object then.
    private static func server(
        generation: String, size: Int, crc32c: String?, deleting status: Int = 204
    ) -> FakeServer {
        FakeServer { request, _ in
            let names = Set(request.query.map(\.name))
            switch request.method {
            case "POST" where names.contains("uploads"):
                return FakeServer.response(
                    200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
            case "POST": return FakeServer.response(200, "<R><ETag>\"x\"</ETag></R>", [("x-goog-generation", "9")])
            case "HEAD":
                let hash = crc32c.map { [(name: "x-goog-hash", value: "crc32c=\($0)")] } ?? []
                return FakeServer.response(
                    200, "",
                    hash + [("content-length", "\(size)"), ("x-goog-generation", generation), ("etag", "\"x\"")])
            case "DELETE": return FakeServer.response(names.contains("uploadId") ? 204 : status)
            default: return FakeServer.response(200, "", [("etag", "\"p\"")])
            }
        }
    }

    /// Deletions of the object itself, by their condition.
    private static func deletions(_ server: FakeServer) -> [String?] {
        server.requests.filter { $0.method == "DELETE" && $0.query.isEmpty }
            .map { $0.headers.first { $0.name == "x-goog-if-generation-match" }?.value }
    }

    @Test(arguments: [(part + 1, "AAAAAA=="), (part, nil)] as [(Int, String?)])
    func `what Google has put together that is not what was sent does not stay`(_ size: Int, _ crc32c: String?)
        async throws
    {
        let server = Self.server(generation: "9", size: size, crc32c: crc32c)
        let error = await #expect(throws: RegistryError.self) { try await Self.upload(to: server) }
        #expect(error?.code == .corruptData && error?.message.contains("may still be there") == false)
        #expect(Self.deletions(server) == ["9"])
        let refusing = Self.server(generation: "9", size: size, crc32c: crc32c, deleting: 403)
        let other = await #expect(throws: RegistryError.self) { try await Self.upload(to: refusing) }
        #expect(other?.code == .corruptData && other?.message.contains("may still be there") == true)
    }

    @Test(arguments: [(part + 1, "AAAAAA=="), (7, nil)] as [(Int, String?)])
    func `what somebody else has written since is neither damage nor the upload's`(_ size: Int, _ crc32c: String?)
        async throws
    {
        let server = Self.server(generation: "10", size: size, crc32c: crc32c)
        let info = try await Self.upload(to: server)
        #expect(info.version == "9" && info.size == Int64(Self.part + 1))
        #expect(Self.deletions(server).isEmpty)
    }

    @Test func `what has arrived as it was sent is what the server says of it`() async throws {
        var digest = RunningDigest(.crc32c)
        digest.update([UInt8](repeating: 1, count: Self.part + 1))
        for crc32c in [Data(digest.bytes).base64EncodedString(), nil] {
            let server = Self.server(generation: "9", size: Self.part + 1, crc32c: crc32c)
            #expect(try await Self.upload(to: server).version == "9")
            #expect(Self.deletions(server).isEmpty)
        }
    }

    @Test func `an upload whose end was not heard is there when the object has its digest`() async throws {
        var digest = RunningDigest(.crc32c)
        digest.update([UInt8](repeating: 1, count: Self.part + 1))
        let server = Self.server(crc32c: Data(digest.bytes).base64EncodedString())
        #expect(try await Self.upload(to: server).version == "9")
    }

    @Test(arguments: [nil, "AAAAAA=="])
    func `an object of the same size with another digest, or with none, is not the upload's`(_ crc32c: String?)
        async throws
    {
        let server = Self.server(crc32c: crc32c)
        let error = await #expect(throws: RegistryError.self) { try await Self.upload(to: server) }
        #expect(error?.code == .notFound)
    }
}
