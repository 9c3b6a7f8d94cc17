import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerSinks

/// Neptune's own package reads what is written for it.
@Suite(
    .enabled(
        if: OfflinePackage.absence(of: "neptune") == nil, Comment(rawValue: OfflinePackage.absence(of: "neptune") ?? "")
    ))
struct RealNeptuneTests {
    @Test func `Neptune's queue gives every operation`() async throws {
        let folder = try OwnedFolder()
        let sink = NeptuneSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
        try await OfflineRun.write(OfflineRun.entries(), to: sink)
        let written = try NeptuneSinkTests.operations(in: folder.url)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let found = try Document(
            json: OfflinePackage.run("neptune_read_check.py", [folder.url.appending(path: name).path]))
        #expect(found["last"] == Value(written.count) && found["missing"] == 0 && found["mode"] == "offline")
        let kinds = found["kinds"]?.documentValue ?? [:]
        for kind in Set(written.compactMap { $0["type"]?.stringValue }) {
            #expect(kinds[kind] == Value(written.count { $0["type"]?.stringValue == kind }), "\(kind)")
        }
    }
}
