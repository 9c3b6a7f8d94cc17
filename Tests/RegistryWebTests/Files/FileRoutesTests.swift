import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct FileRoutesTests {
    private let content = String((0..<2_000).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })

    private var digest: String { SHA256.hexadecimalDigest(of: Array(content.utf8)) }

    private func part(_ range: Range<Int>) -> String {
        String(decoding: Array(content.utf8)[range], as: UTF8.self)
    }

    private func send(_ range: Range<Int>, to server: WebFixture) async throws -> Answer {
        try await server.send(
            .put, "/api/v1/uploads/mine",
            headers: [.contentRange: "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.utf8.count)"],
            body: part(range))
    }

    private func finish(_ server: WebFixture, file: String = "weights/final.bin") async throws -> Answer {
        try await server.post(
            "/api/v1/files",
            #"{"file": "\#(file)", "filetype": "weights", "upload": "mine", "sha256": "\#(digest)", "contentType": "text/html"}"#
        )
    }

    @Test(
        arguments: [
            ("a.WAV", nil, "audio/wav"), ("b/film.webm", nil, "video/webm"), ("c.ply", nil, "model/ply"),
            ("d.html", nil, "application/octet-stream"), ("e", nil, "application/octet-stream"),
            ("d.svg", nil, "application/octet-stream"), ("d.TIFF", nil, "application/octet-stream"),
            ("d.txt", nil, "application/octet-stream"), (".mp3", nil, "application/octet-stream"),
            ("c.obj", nil, "model/obj"), ("a.mp3", nil, "audio/mpeg"), ("mp4", nil, "application/octet-stream"),
            ("f.mp4", "text/plain", "text/plain"),
        ] as [(String, String?, String)])
    func `media whose records do not say their type have the usual one`(file: String, type: String?, sent: String)
        async throws
    {
        let store = MemoryStore()
        var record: Document = ["_id": "one", "file": .string(file), "filetype": "video", "text": "0123456789"]
        if let type { record["contentType"] = .string(type) }
        try await store.insert([record], into: .files)
        let server = try WebFixture(store: store)
        #expect(try await server.get("/api/v1/files/one/content").headers[.contentType] == sent)
        let part = try await server.send(
            .get, "/api/v1/files/one/content", headers: [.range: "bytes=2-4"], body: "")
        #expect(part.status == .partialContent)
        #expect(part.text == "234")
    }

    @Test func `a file comes in chunks, goes on where it was interrupted, and is given back as it was`() async throws {
        let fixture = try await WritingFixture(limits: RequestLimits(largestBody: 1_000))
        let server = fixture.server
        #expect(try await server.get("/api/v1/uploads/mine").code == "notFound")
        #expect(try await send(0..<900, to: server).json["received"] == 900)
        let gap = try await send(1_500..<2_000, to: server)
        #expect(gap.code == "conflict")
        #expect(gap.json["detail"]?.stringValue?.contains("900") == true)
        // Sent again, and overlapping.
        #expect(try await send(0..<900, to: server).json["received"] == 900)
        #expect(try await send(500..<1_400, to: server).json["received"] == 1_400)
        #expect(try await finish(server).code == "invalidArgument")
        #expect(try await server.get("/api/v1/uploads/mine").json["received"] == 1_400)
        #expect(try await send(1_400..<2_000, to: server).json["received"] == 2_000)
        for _ in 1...2 {
            let file = try await finish(server)
            #expect(file.json["size"] == 2_000)
            #expect(file.json["sha256"] == .string(digest))
        }
        #expect(try await server.get("/api/v1/uploads/mine").code == "notFound")
        let list = try await server.get("/api/v1/files").json["files"]?.arrayValue ?? []
        #expect(list.count == 1)
        let id = try #require(list.first?.documentValue?["_id"].flatMap(RecordID.init))
        let whole = try await server.get("/api/v1/files/\(id)/content")
        #expect(whole.text == content)
        #expect(whole.headers[.contentDisposition] == "attachment; filename*=UTF-8''final.bin")
        #expect(whole.headers[.contentType] == "text/html")
        #expect(whole.headers[try #require(HTTPField.Name("X-Content-Type-Options"))] == "nosniff")
        let policy = try #require(HTTPField.Name("Content-Security-Policy"))
        #expect(whole.headers[policy] == "default-src 'none'; sandbox; frame-ancestors 'none'")
        #expect(try await server.get("/runs").headers[policy]?.contains("media-src 'self'") == true)
        let tag = try #require(whole.headers[.eTag])
        #expect(
            try await server.get("/api/v1/files/\(id)/content", headers: [.ifNoneMatch: tag]).status == .notModified)
        let middle = try await server.get("/api/v1/files/\(id)/content", headers: [.range: "bytes=100-199"])
        #expect(middle.status == .partialContent)
        #expect(middle.text == part(100..<200))
        #expect(middle.headers[.contentRange] == "bytes 100-199/2000")
        let changed = try await server.get(
            "/api/v1/files/\(id)/content", headers: [.range: "bytes=100-199", .ifRange: "\"old\""])
        #expect(changed.text == content)
        let behind = try await server.get("/api/v1/files/\(id)/content", headers: [.range: "bytes=2000-"])
        #expect(behind.status == .rangeNotSatisfiable)
        #expect(behind.headers[.contentRange] == "bytes */2000")
        let head = try await server.send(.head, "/api/v1/files/\(id)/content")
        #expect(head.bytes.isEmpty)
        #expect(head.headers[.contentLength] == "2000")
    }

    @Test func `a name is a run's own: the same one in another run is another file, and again it is the same`()
        async throws
    {
        let store = MemoryStore()
        let server = try WebFixture(store: store)
        let runs = ["0190a000000070008000000000000001", "0190a000000070008000000000000002"]
        for run in runs {
            let id = try #require(RunID(run))
            try await store.insert([Run(id: id, name: run, startTime: .now, heartbeat: .now).document], into: .runs)
        }
        func add(_ run: String?, _ location: String) async throws -> Value? {
            let owner = run.map { #", "run": "\#($0)""# } ?? ""
            let answer = try await server.post(
                "/api/v1/files", #"{"file": "weights.bin", "location": "\#(location)"\#(owner)}"#)
            #expect(answer.status == .ok)
            return answer.json["_id"]
        }
        let first = try await add(runs[0], "a")
        let second = try await add(runs[1], "b")
        let nobodys = try await add(nil, "c")
        #expect(Set([first, second, nobodys]).count == 3)
        #expect(try await add(runs[0], "d") == first)
        #expect(try await add(nil, "e") == nobodys)
        let files = try await store.find(in: .files, Query()).elements
        #expect(files.map { $0["location"] } == ["d", "b", "e"])
    }

    @Test func `an upload outlives the server`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "uploads-\(UUID().uuidString)")
        let logs = LogFolder(path: folder.path(percentEncoded: false))
        let name = try UploadName("mine")
        let bytes = Array(content.utf8)
        #expect(try await UploadFolder(folder: logs).receive(Array(bytes[..<700]), at: 0, of: name) == 700)
        let second = UploadFolder(folder: logs)
        #expect(try await second.received(of: name) == 700)
        #expect(try await second.receive(Array(bytes[700...]), at: 700, of: name) == 2_000)
        let kept = try await second.keep(name, digest: digest)
        #expect(try Data(contentsOf: logs.file(named: kept.location)) == Data(bytes))
        try FileManager.default.removeItem(at: folder)
    }

    /// To read it takes half a minute.
    @Test(.timeLimit(.minutes(5)))
    func
        `of an upload that came before the server was started nothing is read to say how far it is, and none waits for it`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "uploads-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let logs = LogFolder(path: folder.path(percentEncoded: false))
        let (large, small) = (try UploadName("large"), try UploadName("small"))
        _ = try await UploadFolder(folder: logs).receive([1], at: 0, of: large)
        let size: Int64 = 4_000_000_000
        let handle = try FileHandle(forWritingTo: folder.appending(path: ".uploads/large"))
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
        let uploads = UploadFolder(folder: logs)
        let clock = ContinuousClock()
        var start = clock.now
        #expect(try await uploads.received(of: large) == size)
        #expect(try await uploads.receive([1, 2], at: size, of: large) == size + 2)
        #expect(clock.now - start < .seconds(2))
        let keeping = Task { try await uploads.keep(large, digest: String(repeating: "0", count: 64)) }
        try await Task.sleep(for: .milliseconds(100))
        start = clock.now
        #expect(try await uploads.receive([1], at: 0, of: small) == 1)
        #expect(clock.now - start < .seconds(2))
        keeping.cancel()
        await #expect(throws: CancellationError.self) { try await keeping.value }
        #expect(try await uploads.discard(large))
    }

    @Test func `a chunk that is refused begins no upload`() async throws {
        let server = try WebFixture(store: MemoryStore())
        #expect(try await send(100..<200, to: server).status == .conflict)
        #expect(try await server.get("/api/v1/uploads/mine").status == .notFound)
    }

    @Test(arguments: [
        ("image/png", "\u{89}PNG", "application/octet-stream"), ("image/gif", "GIF89a and more", "image/gif"),
        ("IMAGE/GIF", "GIF87a", "image/gif"), ("image/gif", "<html>", "application/octet-stream"),
        ("image/webp", "RIFF1234WEBPVP8 ", "image/webp"), ("image/jpeg", "", "application/octet-stream"),
        ("text/csv", "a,b", "text/csv"),
    ])
    func `what is said to be a picture has to begin as one`(declared: String, text: String, told: String) async throws {
        let fixture = try await WritingFixture()
        try Data(text.utf8).write(to: fixture.server.logRoot.appending(path: "picture"))
        let type = Value.string(declared)
        try await fixture.store.insert(
            [
                ["_id": "inside", "file": "a", "contentType": type, "text": .string(text)],
                ["_id": "outside", "file": "b", "contentType": type, "location": "picture"],
            ], into: .files)
        for id in ["inside", "outside"] {
            let answer = try await fixture.server.get("/api/v1/files/\(id)/content")
            #expect(answer.headers[.contentType] == told)
            #expect(answer.text == text)
        }
    }

    @Test func `an upload is given up`() async throws {
        let server = try await WritingFixture().server
        _ = try await send(0..<10, to: server)
        #expect(try await server.send(.delete, "/api/v1/uploads/mine").status == .ok)
        #expect(try await server.send(.delete, "/api/v1/uploads/mine").code == "notFound")
        #expect(try await finish(server).code == "notFound")
    }

    @Test(arguments: ["..", "a.b", "%2e%2e%2fetc", "a%2Fb", String(repeating: "a", count: 65), "ä"])
    func `an upload's name is no path`(name: String) async throws {
        let answer = try await WritingFixture().server.send(.put, "/api/v1/uploads/\(name)", body: "x")
        #expect(answer.status == .badRequest || answer.status == .notFound)
        #expect(answer.code != nil)
    }

    @Test func `a chunk has as many bytes as it says`() async throws {
        let server = try await WritingFixture(limits: RequestLimits(largestBody: 1_000)).server
        for field in ["bytes 0-9/10", "bytes 0-0/1", "x", "bytes 0-1/99999999999999"] {
            let answer = try await server.send(
                .put, "/api/v1/uploads/mine", headers: [.contentRange: field], body: "ab")
            #expect(answer.code == "invalidArgument")
        }
        let large = try await server.send(.put, "/api/v1/uploads/mine", body: String(repeating: "a", count: 1_001))
        #expect(large.status == .contentTooLarge)
        #expect(try await server.get("/api/v1/uploads/mine").code == "notFound")
    }

    @Test(arguments: [
        "", "{}", #"{"file": ""}"#, #"{"file": "a", "sha256": "x"}"#, #"{"file": "a", "upload": "mine"}"#,
        #"{"file": "a", "run": "x"}"#, #"{"file": "a", "size": "large"}"#, #"{"file": "a", "path": "b"}"#,
    ])
    func `a file that is none is the client's fault`(body: String) async throws {
        #expect(try await WritingFixture().server.post("/api/v1/files", body).code == "invalidArgument")
    }

    @Test func `nothing outside of the folder of logs is given away`() async throws {
        let fixture = try await WritingFixture()
        for (index, location) in ["/etc/passwd", "../../etc/passwd", "s3://bucket/file", "nothing", ""].enumerated() {
            let id = "file\(index)"
            try await fixture.store.insert(
                [["_id": .string(id), "file": "name", "location": .string(location)]], into: .files)
            let answer = try await fixture.server.get("/api/v1/files/\(id)/content")
            #expect([.forbidden, .notFound, .badRequest].contains(answer.status), "\(location)")
            #expect(!answer.text.contains("root:"))
        }
    }

    @Test func `a name does not reach into the answer's head, nor does a media type`() async throws {
        let fixture = try await WritingFixture()
        try await fixture.store.insert(
            [
                [
                    "_id": "odd", "file": "a\"; x=\r\nSet-Cookie: y=z/ü\"\r\n.txt", "contentType": "text/html\r\nX: y",
                    "text": "hello",
                ]
            ], into: .files)
        let answer = try await fixture.server.get("/api/v1/files/odd/content")
        #expect(answer.text == "hello")
        #expect(answer.headers[.contentDisposition] == "attachment; filename*=UTF-8''%C3%BC%22%0D%0A.txt")
        #expect(answer.headers[.contentType] == "application/octet-stream")
    }
}
