import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import FileStorage

@Suite("What is stored again is compared with what is there")
struct ComparingTests {
    private static let good = Array("the right bytes".utf8)
    private static let other = Array("the wrong bytes".utf8)

    private static func base64(_ kind: DigestKind, of bytes: [UInt8]) -> String {
        Data(digest(kind, of: bytes)).base64EncodedString()
    }

    private static func digest(_ kind: DigestKind, of bytes: [UInt8]) -> [UInt8] {
        var digest = RunningDigest(kind)
        digest.update(bytes)
        return digest.bytes
    }

    /// A server that holds a content, and says these things of it.
    private static func server(
        holding bytes: [UInt8], _ headers: [(name: String, value: String)]
    ) -> FakeServer {
        FakeServer { request, _ in
            guard request.path.contains("/objects/content/") else {
                // Nothing else is there; the bucket is.
                return request.method == "GET"
                    ? FakeServer.response(200, "<ListBucketResult/>")
                    : FakeServer.response(request.method == "HEAD" ? 404 : 204)
            }
            if request.method == "PUT" { return FakeServer.response(200, "", [("etag", "\"new\"")]) }
            let body = request.method == "HEAD" ? [] : bytes
            return StorageResponse(
                status: 200, headers: headers + [("content-length", "\(bytes.count)")], body: FileChunks(body))
        }
    }

    private static func writes(_ server: FakeServer) -> Int {
        server.requests.count { $0.method == "PUT" && $0.path.contains("/content/") }
    }

    private static func reads(_ server: FakeServer) -> Int {
        server.requests.count { $0.method == "GET" && $0.path.contains("/content/") }
    }

    /// What a server says of bytes, by its checksum of a kind or by its ETag.
    private static func words(_ kind: DigestKind?, of bytes: [UInt8]) -> [(name: String, value: String)] {
        let digits = digest(.md5, of: bytes).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        let etag = (name: "etag", value: "\"\(digits)\"")
        guard let kind else { return [etag] }
        return [("x-amz-checksum-\(kind.rawValue)", base64(kind, of: bytes)), ("etag", "\"e-2\"")]
    }

    @Test(arguments: [DigestKind.sha256, .crc64NVME, .crc32c, nil])
    func `what a server's digest shows to be damaged is written anew, what it shows to be right is not read`(
        _ kind: DigestKind?
    ) async throws {
        let intact = Self.server(holding: Self.good, Self.words(kind, of: Self.good))
        #expect(try await ContentStore(intact.store()).put(Self.good).isNew == false)
        #expect(Self.writes(intact) == 0 && Self.reads(intact) == 0)
        let damaged = Self.server(holding: Self.other, Self.words(kind, of: Self.other))
        #expect(try await ContentStore(damaged.store()).put(Self.good).isNew)
        #expect(Self.writes(damaged) == 1)
        let written = damaged.requests.last { $0.method == "PUT" }
        // It is there, so that it cannot be absent.
        #expect(written?.body == Self.good && written?.headers.contains { $0.name == "if-none-match" } == false)
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "f")
            try Data(Self.good).write(to: file)
            let fromFile = Self.server(holding: Self.other, Self.words(kind, of: Self.other))
            #expect(try await ContentStore(fromFile.store()).put(fileAt: file.path).isNew)
            #expect(Self.writes(fromFile) == 1)
        }
    }

    @Test func `an ETag that is no digest of the bytes has them read, and nothing that is right is written over`()
        async throws
    {
        let server = Self.server(holding: Self.good, [("etag", "\"\(String(repeating: "0", count: 32))\"")])
        #expect(try await ContentStore(server.store()).put(Self.good).isNew == false)
        #expect(Self.writes(server) == 0 && Self.reads(server) == 1)
    }

    @Test(arguments: [
        [("etag", "\"abc-2\"")],
        [("etag", "\"\(String(repeating: "0", count: 32))\""), ("x-amz-server-side-encryption", "aws:kms")],
    ])
    func `of what a server gives no digest of, the size has to do`(_ headers: [(name: String, value: String)])
        async throws
    {
        let server = Self.server(holding: Self.other, headers)
        #expect(try await ContentStore(server.store()).put(Self.good).isNew == false)
        #expect(Self.writes(server) == 0 && Self.reads(server) == 0)
    }

    @Test func `who may write and not decrypt has the size compared`() async throws {
        let server = FakeServer { request, _ in
            let wantsDigest = request.headers.contains { $0.name == "x-amz-checksum-mode" }
            if wantsDigest { return FakeServer.error(403, "AccessDenied") }
            guard request.path.contains("/objects/content/") else {
                return request.method == "GET"
                    ? FakeServer.response(200, "<ListBucketResult/>")
                    : FakeServer.response(request.method == "HEAD" ? 404 : 204)
            }
            return FakeServer.response(200, "", [("content-length", "\(Self.good.count)"), ("etag", "\"e\"")])
        }
        #expect(try await ContentStore(server.store()).put(Self.good).isNew == false)
        #expect(Self.writes(server) == 0)
    }
}
