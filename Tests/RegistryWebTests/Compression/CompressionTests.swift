import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct CompressionTests {
    private let server: WebFixture
    private let gzip: HTTPFields = [.acceptEncoding: "gzip, deflate, br"]

    init() throws { server = try WebFixture() }

    private func styleSheet() async throws -> String {
        let page = try await server.get("/").text
        let address = try #require(page.firstMatch(of: /\/assets\/[0-9a-f]+\/look\.css/)).output
        return String(address)
    }

    @Test(arguments: ["/", "/runs", "/api/v1/openapi.json", "style"])
    func `text is compressed for clients that take gzip, and the same afterwards`(path: String) async throws {
        let path = path == "style" ? try await styleSheet() : path
        let plain = try await server.get(path)
        #expect(plain.headers[.contentEncoding] == nil && plain.headers[.vary] == "Accept-Encoding")
        let packed = try await server.get(path, headers: gzip)
        #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.vary] == "Accept-Encoding")
        #expect(packed.headers[.contentLength] == nil)
        #expect(packed.headers[.contentType] == plain.headers[.contentType])
        #expect(packed.bytes.count * 2 < plain.bytes.count)
        #expect(try Gunzip.bytes(packed.bytes) == plain.bytes)
    }

    @Test func `what is small, a picture or a file in parts is not compressed`() async throws {
        let small = try await server.get("/health", headers: gzip)
        #expect(small.headers[.contentEncoding] == nil && small.headers[.contentLength] == "\(small.bytes.count)")
        try server.writeCSV("a/b.csv")
        let charts = try await server.post("/generate-charts", "{\"files\":[\"a/b.csv\"]}")
        let picture = try #require(try Value(json: charts.bytes).arrayValue?.first?.stringValue)
        let png = try await server.get(picture, headers: gzip)
        #expect(png.status == .ok && png.headers[.contentEncoding] == nil && png.headers[.vary] == nil)
        #expect(png.headers[.contentLength] == "\(png.bytes.count)")
    }

    @Test func `a compressed answer's tag is a weak one, and is known again`() async throws {
        let path = "/api/v1/openapi.json"
        let plain = try #require(try await server.get(path).headers[.eTag])
        let packed = try #require(try await server.get(path, headers: gzip).headers[.eTag])
        #expect(packed == "W/" + plain)
        for tag in [plain, packed] {
            var headers = gzip
            headers[.ifNoneMatch] = tag
            let answer = try await server.get(path, headers: headers)
            #expect(answer.status == .notModified && answer.bytes.isEmpty && answer.headers[.contentEncoding] == nil)
            #expect(answer.headers[.eTag] == tag && answer.headers[.vary] == "Accept-Encoding")
        }
    }

    @Test func `an answer to HEAD tells of the uncompressed content`() async throws {
        let path = "/api/v1/openapi.json"
        let plain = try await server.get(path)
        let head = try await server.send(.head, path, headers: gzip)
        #expect(head.bytes.isEmpty && head.headers[.contentEncoding] == nil)
        #expect(head.headers[.contentLength] == "\(plain.bytes.count)" && head.headers[.eTag] == plain.headers[.eTag])
        #expect(head.headers[.vary] == "Accept-Encoding")
    }

    @Test func `an answer that gives a cookie is not compressed`() throws {
        let text = String(repeating: "a", count: 10_000)
        var response = Response(html: text)
        response.headers[.setCookie] = "session=1"
        let head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/", headerFields: gzip)
        GzipCompression().apply(to: &response, for: Request(head: head, body: RequestBody(buffer: ByteBuffer())))
        #expect(response.headers[.contentEncoding] == nil)
    }

    @Test func `an answer to a link of another site is not compressed`() async throws {
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for (sender, isCompressed) in [
            ("cross-site", false), ("same-site", false), ("same-origin", true), ("none", true),
        ] {
            var headers = gzip
            headers[site] = sender
            if let mode = HTTPField.Name("Sec-Fetch-Mode") { headers[mode] = "navigate" }
            let answer = try await server.get("/", headers: headers)
            #expect(answer.status == .ok && (answer.headers[.contentEncoding] == "gzip") == isCompressed)
        }
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP;q=0.5", true), ("br, *", true), ("x-gzip", true), ("gzip;q=0", false), ("", false),
        ("br", false), ("*;q=0", false), ("gzip;q=0, *", false), ("gzip;q=none", false), ("gzipped", false),
        ("identity;q=1, gzip ; q=0.1", true),
    ])
    func `what a client takes is read from its words`(field: String, takesGzip: Bool) {
        #expect(AcceptedEncodings([field]).takesGzip == takesGzip)
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
    func `bytes of every length come back, whether they compress or not`(count: Int) throws {
        var state: UInt64 = 1
        let noise = (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        for bytes in [noise, [UInt8](repeating: 7, count: count)] {
            let stream = try GzipStream()
            var rest = ByteBuffer(bytes: bytes)
            var packed: [UInt8] = []
            while let portion = rest.readSlice(length: min(GzipStream.portion, rest.readableBytes)),
                portion.readableBytes > 0
            {
                packed += Array(try stream.compressed(portion, isLast: false).readableBytesView)
            }
            packed += Array(try stream.compressed(ByteBuffer(), isLast: true).readableBytesView)
            #expect(try Gunzip.bytes(packed) == bytes)
        }
    }

    @Test(arguments: ["1.0", "1.1"])
    func `a compressed answer ends where it ends on the wire`(version: String) async throws {
        let answer = try await LiveServer.with { port in
            try await LiveServer.exchange(
                port,
                "GET /api/v1/openapi.json HTTP/\(version)\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
                    + "GET /health HTTP/\(version)\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        let head = (answer.components(separatedBy: "\r\n\r\n").first ?? "").lowercased()
        #expect(head.contains("content-encoding: gzip"))
        #expect(head.contains("transfer-encoding: chunked") == (version == "1.1"))
        if version == "1.1" { #expect(answer.hasSuffix("{\"status\":\"ok\"}\n")) }
    }
}
