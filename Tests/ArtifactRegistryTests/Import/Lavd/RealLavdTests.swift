import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// What lavd's own logger wrote.
@Suite(.enabled(if: TestLavd.absence == nil, "\(TestLavd.absence ?? "")"))
struct RealLavdTests {
    @Test func `Everything that lavd logs is in the registry`() async throws {
        let folder = try LavdFolder()
        try TestLavd.log(to: folder.url.path)
        let importer = LavdImporter(folder: folder.url, store: folder.store, now: { LavdFolder.later })
        let summary = try await importer.importNew()
        #expect(summary.notTaken.isEmpty, "\(summary)")
        #expect(try await folder.points("loss", of: "exp") == [1, 0.5])
        #expect(try await folder.points("a/b", of: "exp").last?.isNaN == true)
        let records = try await folder.records()
        #expect(Set(records.compactMap { $0["label"]?.stringValue }) == ["t", "d", "m", "bird"])
        #expect(records.first { $0["label"] == "bird" }?["boxes"]?.arrayValue?.count == 1)
        #expect(records.first { $0["label"] == "d" }?["expected"] == "y")
        let run = try #require(try await folder.runs().first)
        #expect(run["command"]?.documentValue?["bin"] == "python")
        #expect(LogFolderKind(of: folder.url) == .lavd)
        // A writer that is alive may go on with its last line: lines are all there once it is quiet.
        let lines = try await folder.lines(of: "exp").map(\.text)
        #expect(lines.prefix(2) == ["Hello, message: 1", "err"])
    }
}
