import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct FilesPageTests {
    private let run = "0190a000000070008000000000001000"

    /// Two runs' files of growing sizes, the last one of no run.
    private func store(_ count: Int) async throws -> MemoryStore {
        let store = MemoryStore()
        let id = try #require(RunID(run))
        try await store.insert(
            [Run(id: id, name: "first.try", startTime: WallTime(millisecondsSince1970: 0)).document], into: .runs)
        let files = (0..<count).map { number in
            FileRecord(
                id: .string("f\(1_000 + number)"),
                file: "folder/file-\(number).\(number.isMultiple(of: 2) ? "csv" : "png")",
                fileType: number.isMultiple(of: 2) ? "csv" : "image", run: number == count - 1 ? nil : id,
                contentType: number.isMultiple(of: 2) ? nil : "image/png", sizeInBytes: Int64(number) * 1_000
            ).document
        }
        try await store.insert(files, into: .files)
        return store
    }

    private func names(_ page: String) -> [String] {
        page.matches(of: /class="file-name path" title="folder\/([^"]*)"/).map { String($0.1) }
    }

    @Test func `files are listed with their run, the newest first, to be downloaded`() async throws {
        let server = try WebFixture(store: try await store(4))
        let folder = server.logRoot.appending(path: "folder")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appending(path: "file-2.csv"))
        let page = try await server.get("/files").text
        #expect(names(page) == ["file-3.png", "file-2.csv", "file-1.png", "file-0.csv"])
        #expect(page.contains("4 files"))
        #expect(page.contains(#"<a href="/api/v1/files/f1002/content" download>"#))
        // The others are not in the folder.
        #expect(page.matches(of: /\ download>/).count == 1)
        #expect(page.contains(#"<a href="/runs/\#(run)"><bdi>first.try</bdi></a>"#))
        #expect(page.contains(#"title="3000 bytes">3 kB</td>"#))
        #expect(page.contains(#"href="/files" aria-current="page""#))
    }

    @Test(arguments: [
        ("name=FILE-2", ["file-2.csv"]), ("name=png$", ["file-3.png", "file-1.png"]),
        ("type=image/", ["file-3.png", "file-1.png"]),
        ("type=csv", ["file-2.csv", "file-0.csv"]), ("run=irst.t", ["file-2.csv", "file-1.png", "file-0.csv"]),
        ("run=irstXt", []), ("run=0190a000000070008000000000001000&type=image", ["file-1.png"]), ("run=nobody", []),
        ("sort=size&type=csv", ["file-0.csv", "file-2.csv"]),
        ("sort=-file", ["file-3.png", "file-2.csv", "file-1.png", "file-0.csv"]),
    ])
    func `files are found by name, kind and run, and sorted`(query: String, expected: [String]) async throws {
        let answer = try await WebFixture(store: try await store(4)).get("/files?\(query)")
        #expect(answer.status == .ok)
        #expect(names(answer.text) == expected)
        #expect(answer.text.contains("No results found.") == expected.isEmpty)
    }

    @Test func `pages follow each other without losing or repeating a file`() async throws {
        let server = try WebFixture(store: try await store(25))
        var seen: [String] = []
        var address: String? = "/files?rows=10&sort=size&part=rows"
        while let next = address, seen.count <= 30 {
            let page = try await server.get(next).text
            seen += names(page)
            address = page.firstMatch(of: /class="runs-older" href="([^"]*)"/).map {
                String($0.1).replacing("&amp;", with: "&")
            }
        }
        #expect(seen.count == 25)
        #expect(Set(seen).count == 25)
        #expect(seen.first == "file-0.csv")
    }

    @Test(arguments: ["sort=sha256", "cursor=nonsense", "rows=0", "name=%5B"])
    func `an address that cannot be used says why and keeps what is searched`(query: String) async throws {
        let answer = try await WebFixture(store: try await store(1)).get("/files?type=kept&\(query)")
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#"role="alert""#))
        #expect(answer.text.contains(#"value="kept""#))
        #expect(names(answer.text).isEmpty)
    }

    @Test func `an empty store shows the lines that fill it`() async throws {
        let page = try await WebFixture().get("/files").text
        #expect(page.contains("No file yet"))
        #expect(page.contains("logger.logImage"))
        #expect(!page.contains("<form class=\"bar"))
    }

    @Test func `hostile names stay text, and files elsewhere are no links`() async throws {
        let store = MemoryStore()
        let name = "\"><script>alert(1)</script>\u{202E}"
        try await store.insert(
            [
                [
                    "_id": "a", "file": .string(name), "type": .string(name), "label": .string(name),
                    "_run": "0190a000000070008000000000009999",
                ],
                ["_id": "b", "file": "far", "location": "javascript://example.org/%0Aalert(1)"],
            ], into: .files)
        let page = try await WebFixture(store: store).get("/files?name=&run=").text
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains(#"href="javascript"#))
        #expect(page.contains("at javascript://example.org/"))
        #expect(page.contains("deleted"))
    }

    @Test func `files of a run in the trash are not listed`() async throws {
        let server = try WebFixture(store: try await store(4))
        #expect(try await server.send(.delete, "/api/v1/runs/\(run)").status == .ok)
        #expect(names(try await server.get("/files").text) == ["file-3.png"])
    }
}
