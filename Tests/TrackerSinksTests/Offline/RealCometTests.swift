import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrackerSinks

/// Comet's own package reads what is written for it.
@Suite(
    .enabled(
        if: OfflinePackage.absence(of: "comet_ml") == nil,
        Comment(rawValue: OfflinePackage.absence(of: "comet_ml") ?? "")))
struct RealCometTests {
    let folder: OwnedFolder
    let zip: String

    init() async throws {
        folder = try OwnedFolder()
        let sink = CometSink(in: folder.path, run: OfflineRun.id, startTime: OfflineRun.start)
        try await OfflineRun.write(OfflineRun.entries(), to: sink, status: .failed, message: "it broke")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        zip = folder.url.appending(path: name).path
    }

    @Test func `Comet's schemas take every message`() throws {
        let written = try CometSinkTests.messages(in: folder.url)
        let found = try Document(json: OfflinePackage.run("comet_read_check.py", [zip]))
        for kind in Set(written.compactMap { $0["type"]?.stringValue }) {
            #expect(found[kind] == Value(written.count { $0["type"]?.stringValue == kind }), "\(kind)")
        }
    }

    @Test func `comet offline tells of the experiment`() throws {
        let comet = WandBProgram.root.appending(path: ".venv-trackers/bin/comet").path
        let table = try WandBProgram.run(comet, ["offline", "--csv", zip])
        #expect(table.contains("train/loss") && table.contains(OfflineRun.run.name))
    }
}
