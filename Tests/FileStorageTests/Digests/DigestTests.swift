import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import FileStorage

@Suite("Digests that storage services give")
struct DigestTests {
    @Test(arguments: [
        (DigestKind.crc32, "cbf43926"), (.crc32c, "e3069283"), (.crc64NVME, "ae8b14860a799888"),
        (.md5, "25f9e794323b453885f5181f1b624d0b"), (.sha1, "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        (.sha256, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"),
    ])
    func `have their known values, however the bytes are cut`(_ kind: DigestKind, _ expected: String) {
        let bytes = Array("123456789".utf8)
        for cut in 0...bytes.count {
            var digest = RunningDigest(kind)
            digest.update(Array(bytes[..<cut]))
            digest.update(Array(bytes[cut...]))
            let text = digest.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            #expect(text == expected && digest.bytes.count == kind.size)
        }
    }

    private static func base64(_ kind: DigestKind, of text: String) -> String {
        var digest = RunningDigest(kind)
        digest.update(Array(text.utf8))
        return Data(digest.bytes).base64EncodedString()
    }

    /// A server of one file, with these headers.
    private static func server(_ text: String, _ headers: [(name: String, value: String)]) -> FakeServer {
        FakeServer { request, _ in
            let all = headers + [("content-length", "\(text.utf8.count)"), ("etag", "\"e\"")]
            if request.method == "HEAD" { return FakeServer.response(200, "", all) }
            guard let range = request.headers.first(where: { $0.name == "range" })?.value else {
                return FakeServer.response(200, text, all)
            }
            let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
            let bytes = Array(text.utf8)[ends[0]..<min(ends[1] + 1, text.utf8.count)]
            return FakeServer.response(206, String(decoding: bytes, as: UTF8.self), all)
        }
    }

    @Test(arguments: [DigestKind.sha256, .sha1, .crc64NVME, .crc32c, .crc32])
    func `what S3 gives is compared when all of a file is read`(_ kind: DigestKind) async throws {
        let name = "x-amz-checksum-\(kind.rawValue)"
        let key = try FileKey("a")
        let good = Self.server("hello", [(name, Self.base64(kind, of: "hello"))])
        #expect(try await good.store().readText(key) == "hello")
        #expect(good.requests.last?.headers.contains { $0 == ("x-amz-checksum-mode", "ENABLED") } == true)
        let damaged = Self.server("hellO", [(name, Self.base64(kind, of: "hello"))])
        let error = await #expect(throws: RegistryError.self) { try await damaged.store().read(key) }
        #expect(error?.code == .corruptData && error?.message.contains("digest") == true)
        // A part has another digest, of which the server says nothing.
        #expect(try await damaged.store().read(key, range: 0..<5) == Array("hellO".utf8))
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "out").path
            let error = await #expect(throws: RegistryError.self) {
                try await damaged.store().download(key, toFileAt: path)
            }
            #expect(error?.code == .corruptData)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            try await good.store().download(key, toFileAt: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "hello")
        }
    }

    @Test func `a digest of parts, one of another length and one that is none are not compared`() async throws {
        let right = Self.base64(.sha256, of: "other")
        let cases: [[(name: String, value: String)]] = [
            [("x-amz-checksum-sha256", "\(right)-3")],
            [("x-amz-checksum-sha256", right), ("x-amz-checksum-type", "COMPOSITE")],
            [("x-amz-checksum-sha256", "AAAA")], [("x-amz-checksum-crc32", "what?")],
        ]
        for headers in cases {
            #expect(try await Self.server("hello", headers).store().readText(try FileKey("a")) == "hello")
        }
    }

    @Test func `what Google gives is compared in both of its interfaces`() async throws {
        let key = try FileKey("a")
        let crc: (name: String, value: String) = ("x-goog-hash", "crc32c=\(Self.base64(.crc32c, of: "hello"))")
        let md5: (name: String, value: String) = ("x-goog-hash", "md5=\(Self.base64(.md5, of: "hello"))")
        let both: (name: String, value: String) = ("x-goog-hash", "\(crc.value),\(md5.value)")
        for headers in [[crc], [md5], [crc, md5], [both]] {
            for (text, isWhole) in [("hello", true), ("hellO", false)] {
                let server = Self.server(text, headers + [("x-goog-generation", "1")])
                var retries = RetryPolicy()
                retries.clock = server.clock()
                let stores: [any FileStore] = [
                    try server.store { $0.isGoogles = true },
                    try GoogleFileStore(
                        bucket: "bucket", account: nil, folder: nil, endpoint: "http://storage.test", retries: retries,
                        http: server),
                ]
                for store in stores {
                    guard !isWhole else {
                        #expect(try await store.readText(key) == "hello")
                        continue
                    }
                    let error = await #expect(throws: RegistryError.self) { try await store.read(key) }
                    #expect(error?.code == .corruptData)
                }
            }
        }
        // What is unpacked on its way has the digest of what is packed.
        let unpacked = Self.server("hellO", [both, ("x-goog-stored-content-encoding", "gzip")])
        #expect(try await unpacked.store { $0.isGoogles = true }.readText(key) == "hellO")
    }
}
