import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistryWeb

@Suite struct MediaRootsTests {
    private let place: OwnedFolder
    private let content = Array("pixels".utf8)

    init() throws {
        place = try OwnedFolder()
    }

    private var digest: String { SHA256.hexadecimalDigest(of: content) }
    private var name: String { "predictions_3_\(digest.prefix(16)).png" }

    private func write(_ path: String, _ bytes: [UInt8]? = nil) throws {
        let file = URL(filePath: place.path + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes ?? content).write(to: file)
    }

    private func record(_ location: String, size: Int? = nil, sha256: String? = nil) -> Document {
        [
            "location": .string(location), "size": .int(Int64(size ?? content.count)),
            "sha256": .string(sha256 ?? digest),
        ]
    }

    private func found(_ record: Document, in roots: String...) -> String? {
        let roots = MediaRoots(roots.map { LogFolder(path: place.path + "/" + $0) })
        return roots.file(of: record).map { String($0.path(percentEncoded: false).suffix(40)) }
    }

    @Test func `media are found below the folders, wherever the run said that it is`() throws {
        try write("logs/net/media/\(name)")
        for location in [
            "logs/net/media/\(name)", "net/media/\(name)", "\(place.path)/logs/net/media/\(name)",
            "/home/elsewhere/work/logs/net/media/\(name)",
        ] {
            #expect(found(record(location), in: "logs") != nil, "\(location)")
            #expect(found(record(location), in: "other", "logs") != nil, "\(location)")
            #expect(found(record(location), in: "other") == nil, "\(location)")
        }
        #expect(found(record("logs/net/media/\(name)"), in: ".") != nil)
    }

    @Test func `nothing is found that is not what the record says`() throws {
        try write("logs/net/media/\(name)")
        try write("logs/net/\(name)")
        try write("logs/secret.txt")
        try write("media/\(name)")
        try write("registry.sqlite")
        let other = SHA256.hexadecimalDigest(of: [1])
        for record in [
            record("logs/net/media/\(name)", size: 5), record("logs/net/media/\(name)", sha256: other),
            record("logs/net/media/\(name)", sha256: "short"), record("logs/net/\(name)"), record("registry.sqlite"),
            record("logs/secret.txt"), record("../registry.sqlite"), record("media/../../registry.sqlite"),
            record("logs/net/media/../../../media/\(name)"), record(""), record("/"), record("media"),
            record("file:///logs/net/media/\(name)"), [:],
        ] {
            #expect(found(record, in: "logs") == nil, "\(record)")
        }
    }

    @Test func `a link that leads out of the folder is not followed`() throws {
        try write("outside/media/\(name)")
        try write("logs/x", [])
        try FileManager.default.createSymbolicLink(
            atPath: place.path + "/logs/net", withDestinationPath: place.path + "/outside")
        #expect(found(record("logs/net/media/\(name)"), in: "logs") == nil)
    }

    @Test func `an image is served from a further folder, and one that is nowhere says what to do`() async throws {
        let store = MemoryStore()
        let server = try WebFixture(store: store)
        try FileManager.default.createDirectory(
            at: server.logRoot.appending(path: "net/media"), withIntermediateDirectories: true)
        try Data(content).write(to: server.logRoot.appending(path: "net/media/\(name)"))
        var first = record("logs/net/media/\(name)")
        first["file"] = "a"
        var second = record("logs/gone/media/x_\(digest.prefix(16)).png", size: 7)
        second["file"] = "b"
        let ids = try await store.insert([first, second], into: .files).ids
        #expect(try await server.get("/api/v1/files/\(ids[0])/content").text == "pixels")
        let gone = try await server.get("/api/v1/files/\(ids[1])/content")
        #expect(gone.code == "notFound" && gone.json["detail"]?.stringValue?.contains("--media-root") == true)
    }
}
