import Crypto
import Foundation
import RegistryCore
import Testing

@testable import FileStorage

@Suite("Answers of an S3 server that were lost, and refusals that look like them")
struct LostAnswerTests {
    private static let part = 5 << 20

    /// A server that takes an upload of two parts, until it is finished.
    private static func server(
        etag: String, finish: @escaping @Sendable (_ attempt: Int) throws -> StorageResponse
    ) -> FakeServer {
        FakeServer { request, number in
            let query = Dictionary(request.query, uniquingKeysWith: { first, _ in first })
            if request.method == "POST", query["uploads"] != nil {
                return FakeServer.response(
                    200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
            }
            if request.method == "PUT", let part = query["partNumber"] {
                return FakeServer.response(200, "", [("etag", "\"\(partTag(part))\"")])
            }
            if request.method == "POST" { return try finish(number) }
            if request.method == "HEAD" {
                return FakeServer.response(200, "", [("content-length", "\(part + 1)"), ("etag", "\"\(etag)\"")])
            }
            return FakeServer.response(204)
        }
    }

    private static func partTag(_ number: String) -> String { String(repeating: number == "1" ? "a" : "b", count: 32) }

    /// The MD5 of the parts' MD5s.
    private static func wholeTag() -> String {
        let bytes = [UInt8](repeating: 0xAA, count: 16) + [UInt8](repeating: 0xBB, count: 16)
        return Insecure.MD5.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            + "-2"
    }

    private static func upload(to server: FakeServer) async throws -> FileInfo {
        let store = try server.store {
            $0.partSize = part
            $0.checksum = .none
        }
        return try await store.write(
            FileChunks([UInt8](repeating: 1, count: part + 1)), size: nil, to: try FileKey("a"), options: WriteOptions()
        )
    }

    @Test func `an upload that is refused at once is not taken for an older file of the same size`() async throws {
        let server = Self.server(etag: Self.wholeTag()) { _ in FakeServer.error(404, "NoSuchUpload") }
        let error = await #expect(throws: RegistryError.self) { try await Self.upload(to: server) }
        #expect(error?.code == .notFound)
    }

    @Test func `an upload whose end was answered and not heard is there`() async throws {
        let server = Self.server(etag: Self.wholeTag()) { number in
            if number == 4 { throw TransportFailure(.brokenConnection) }
            return FakeServer.error(404, "NoSuchUpload")
        }
        #expect(try await Self.upload(to: server).size == Int64(Self.part + 1))
        #expect(server.pauses.count == 1)
    }

    @Test func `a file of the same size with other bytes is not the upload's`() async throws {
        let server = Self.server(etag: "\(String(repeating: "c", count: 32))-2") { number in
            if number == 4 { throw TransportFailure(.brokenConnection) }
            return FakeServer.error(404, "NoSuchUpload")
        }
        let error = await #expect(throws: RegistryError.self) { try await Self.upload(to: server) }
        #expect(error?.code == .notFound)
    }

    @Test func `a file that others write at this moment is tried again, and not said to be there`() async throws {
        let server = FakeServer { request, number in
            number < 3
                ? FakeServer.error(409, "ConditionalRequestConflict")
                : FakeServer.response(200, "", [("etag", "\"e\"")])
        }
        let once = WriteOptions(condition: .onlyIfAbsent)
        let key = try FileKey("a")
        try await server.store().write([1], to: key, options: once)
        #expect(server.requests.count == 3)
        let busy = FakeServer { _, _ in FakeServer.error(409, "ConditionalRequestConflict") }
        let error = await #expect(throws: RegistryError.self) {
            try await busy.store().write([1], to: key, options: once)
        }
        #expect(error?.code == .unavailable)
    }

    @Test func `refusals of writing and deleting show no secret, nor do their causes`() async throws {
        let words = "<Error><Code>%</Code><Message>\(FakeServer.secret) tokenOfTests</Message></Error>"
        let refused = FakeServer { _, _ in
            FakeServer.response(412, words.replacing("%", with: "PreconditionFailed"))
        }
        let key = try FileKey("a")
        let first = await #expect(throws: RegistryError.self) {
            try await refused.store().write([1], to: key, options: WriteOptions(condition: .onlyIfAbsent))
        }
        let missing = FakeServer { _, _ in FakeServer.response(404, words.replacing("%", with: "NoSuchBucket")) }
        let second = await #expect(throws: RegistryError.self) { try await missing.store().delete(key) }
        #expect(first?.code == .alreadyExists && second?.code == .notFound)
        for error in [first, second] {
            for shown in [String(describing: error), String(reflecting: error), String(describing: error?.underlying)] {
                #expect(!shown.contains(FakeServer.secret) && !shown.contains("tokenOfTests"), "\(shown)")
            }
        }
    }

    @Test func `a key that has ended is looked for again, also when an answer without a body says so`() async throws {
        let server = FakeServer { request, _ in
            guard request.headers.contains(where: { $0.value.contains("AKIASECOND") }) else {
                return request.method == "HEAD" ? FakeServer.response(403) : FakeServer.error(400, "ExpiredToken")
            }
            return FakeServer.response(request.method == "HEAD" ? 200 : 206, "", [("content-length", "7")])
        }
        let store = try server.store {
            $0.credentials = CredentialSource("a test") {
                try S3Credentials(
                    accessKey: server.requests.isEmpty ? "AKIAFIRST" : "AKIASECOND", secret: "s")
            }
        }
        #expect(try await store.info(try FileKey("a"))?.size == 7)

        let ended = FakeServer { request, _ in
            request.method == "HEAD" ? FakeServer.response(403) : FakeServer.error(400, "ExpiredToken")
        }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await ended.store().info(key) }
        #expect(error?.message.contains("has ended") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [nil, "", "many", "-1"])
    func `a file whose length is not said is not taken for an empty one`(_ length: String?) async throws {
        let server = FakeServer { _, _ in
            FakeServer.response(200, "", length.map { [("content-length", $0)] } ?? [])
        }
        let key = try FileKey("a")
        let error = await #expect(throws: RegistryError.self) { try await server.store().info(key) }
        #expect(error?.code == .corruptData)
    }
}
