import Foundation
import RegistryCore
import RegistryTestKit

@testable import ArtifactRegistry

/// A folder of lavd's of its own, and a registry in memory.
final class LavdFolder: Sendable {
    private let owned: OwnedFolder
    let store = MemoryStore()
    /// When everything was written, and a day later.
    static let written = WallTime(millisecondsSince1970: 1_700_000_000_000)
    static let later = WallTime(millisecondsSince1970: 1_700_086_400_000)

    init() throws {
        owned = try OwnedFolder()
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    var url: URL { owned.url.appending(path: "log") }
    var directory: String { url.resolvingSymlinksInPath().path }

    /// Writes a file; it was written a while ago, unless said otherwise.
    func write(_ path: String, _ text: String, at time: WallTime = LavdFolder.written) throws {
        try write(path, Array(text.utf8), at: time)
    }

    func write(_ path: String, _ bytes: [UInt8], at time: WallTime = LavdFolder.written) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: time.secondsSince1970)], ofItemAtPath: file.path)
    }

    func importer(now: WallTime = LavdFolder.later, options: LavdImportOptions = LavdImportOptions()) -> LavdImporter {
        LavdImporter(folder: url, store: store, options: options, now: { now })
    }

    func runs() async throws -> [Document] {
        try await store.find(in: .runs, Query()).elements.sorted {
            ($0["name"]?.stringValue ?? "") < ($1["name"]?.stringValue ?? "")
        }
    }

    func id(_ name: String) async throws -> RunID? {
        try await runs().first { $0["name"]?.stringValue == name }?["_id"]?.stringValue.flatMap(RunID.init)
    }

    /// Records of texts and images, by file.
    func records() async throws -> [Document] {
        try await store.find(in: .files, Query(limit: Query.largestPage)).elements
            .filter { $0["filetype"] != "lavd-log" }
            .sorted { ($0["file"]?.stringValue ?? "") < ($1["file"]?.stringValue ?? "") }
    }

    func points(_ metric: String, of name: String) async throws -> [Double] {
        guard let id = try await id(name) else { return [] }
        let blocks = try await store.seriesBlocks(
            of: SeriesID(run: id, metric: metric), in: .min ... .max, content: .points)
        return try blocks.flatMap { try $0.points() }.sorted { $0.step < $1.step }
            .flatMap { [Double($0.step.rawValue), $0.value] }
    }

    func lines(of name: String) async throws -> [LogLine] {
        guard let id = try await id(name) else { return [] }
        return try await store.logLines(of: id, behind: nil, minimumLevel: .debug, limit: 10_000)
    }

    /// The beginning of a PNG file of a size; nobody looks at the rest.
    static func png(_ width: UInt8, _ height: UInt8) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0, width, 0, 0, 0, height]
    }
}
