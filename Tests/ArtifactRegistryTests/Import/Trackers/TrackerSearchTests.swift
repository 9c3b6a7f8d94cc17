import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is found at a path, and what is said of the rest.
@Suite struct TrackerSearchTests {
    let folder: TrackerFolder

    init() throws { folder = try TrackerFolder() }

    private func contents(_ path: String = "") throws -> TrackerSearch.Answer {
        try TrackerSearch.contents(at: path.isEmpty ? folder.url : folder.url.appending(path: path))
    }

    private func sacred(_ path: String = "runs/1") throws {
        try folder.write("\(path)/run.json", "{}")
        try folder.write("\(path)/config.json", "{}")
    }

    private static let eventFiles = "1 TensorBoard event files are there: bring them in with import tensorboard."
    private static let csv = "1 CSV files are there: bring them in with import csv."
    private static let lavd = "Folders of lavd's are there: bring them in with import lavd."

    @Test func `event files and CSV files beside lavd's folders are named with what brings them in`() throws {
        try folder.write("exp/0001/train.json", "{}")
        #expect(try contents().folderKind == .lavd && contents().remarks.isEmpty)
        try folder.write("exp/events.out.tfevents.1.host", "x")
        try folder.write("m.csv", "step,loss\n1,2\n")
        let found = try contents()
        #expect(found.folderKind == .lavd && found.sources.isEmpty)
        #expect(found.remarks == [Self.eventFiles, Self.csv])
    }

    @Test func `CSV files beside TensorBoard's event files are named with what brings them in`() throws {
        try folder.write("exp/events.out.tfevents.1.host", "x")
        try folder.write("m.csv", "step,loss\n1,2\n")
        let found = try contents()
        #expect(found.folderKind == .tensorboard && found.remarks == [Self.csv])
    }

    @Test func `event files, CSV files and lavd's folders beside a tracker's runs are named with what brings them in`()
        throws
    {
        try sacred()
        // What lies in a run is the run's.
        try folder.write("runs/1/predictions.csv", "a,b\n1,2\n")
        try folder.write("runs/events.out.tfevents.1.host", "x")
        try folder.write("m.csv", "step,loss\n1,2\n")
        try folder.write("exp/0001/train.json", "{}")
        let found = try contents()
        #expect(found.folderKind == nil && found.sources.map(\.tracker) == [.sacred])
        #expect(found.remarks == [Self.eventFiles, Self.csv, Self.lavd])
        // Who names a file means nothing beside it.
        #expect(try contents("m.csv").remarks.isEmpty)
        // Who asks for one tracker passes over the others on purpose.
        #expect(try TrackerSearch.sources(at: folder.url, tracker: .sacred).remarks == [Self.eventFiles])
    }

    @Test func `the numbered folders of Sacred's runs are no folders of lavd's`() throws {
        try sacred()
        try sacred("runs/2")
        for path in ["", "runs", "runs/1"] {
            let found = try contents(path)
            #expect(found.sources.map(\.tracker) == [.sacred] && found.remarks.isEmpty, "\(path): \(found.remarks)")
        }
    }

    @Test func `Neptune's hidden folder is found wherever it lies, beside others' runs too`() throws {
        let line = #"{"obj": {"type": "AssignInt", "path": ["a"], "value": 1}, "version": 1}"# + "\n"
        try folder.write("logs/deep/.neptune/offline/run__abc__1__ab/data-1.log", line)
        try folder.write("logs/.git/offline/run__abc__1__ab/data-1.log", line)
        let found = try TrackerSearch.sources(at: folder.url, tracker: .neptune)
        let base = SourceFolder.absolute(folder.url)
        #expect(found.sources.flatMap(\.paths) == ["\(base)/logs/deep/.neptune/offline/run__abc__1__ab"])
        try folder.wandb(steps: 0..<1)
        #expect(Set(try contents().sources.map(\.tracker)) == [.neptune, .wandb])
        // Who wants other runs does not look into it.
        #expect(throws: RegistryError.self) { try TrackerSearch.sources(at: folder.url, tracker: .comet) }
    }

    @Test func `damage is told first and as damage, also of a database in a folder`() throws {
        let database = try folder.mlflowDatabase(points: [1])
        var bytes = try Data(contentsOf: database)
        // The list of tables, behind the header of 100 bytes.
        bytes.replaceSubrange(100..<400, with: Data(repeating: 0xEE, count: 300))
        try bytes.write(to: database)
        for path in ["", "mlflow.db"] {
            #expect {
                try TrackerSearch.sources(
                    at: path.isEmpty ? folder.url : folder.url.appending(path: path), tracker: .mlflow)
            } throws: {
                guard let error = $0 as? RegistryError else { return false }
                return error.code == .corruptData && error.message.hasPrefix("The database ")
                    && error.message.contains("is damaged") && error.message.contains("nothing else of MLflow's")
                    && !error.message.contains("Known are")
            }
        }
    }

    @Test func `a pipe and a device are told as what they are`() throws {
        let pipe = folder.url.appending(path: "pipe")
        try #require(mkfifo(pipe.path, 0o600) == 0)
        for (path, word) in [(pipe.path, "is a pipe"), ("/dev/null", "is a device")] {
            #expect { try TrackerSearch.contents(at: URL(filePath: path)) } throws: {
                guard let error = $0 as? RegistryError else { return false }
                return error.code == .invalidArgument && error.message.contains("\(path) \(word)")
            }
        }
    }

    @Test func `a link out of the folder is told only when something could be read there`() throws {
        try folder.wandb(steps: 0..<1)
        let elsewhere = try TrackerFolder()
        let log = try elsewhere.write("core-debug.log", "x")
        try folder.link("wandb/offline-run-20231114_221320-abc/logs/debug-core.log", to: log.path)
        #expect(try TrackerSearch.sources(at: folder.url, tracker: .wandb).remarks.isEmpty)
        #expect(try contents().remarks.isEmpty)
        try folder.link("more", to: elsewhere.url.path)
        let run = try elsewhere.wandb(steps: 0..<1)
        try folder.link("wandb/run-x.wandb", to: run.path)
        let remarks = try TrackerSearch.sources(at: folder.url, tracker: .wandb).remarks
        #expect(remarks.count == 1 && remarks[0].contains("2 links lead out of the folder"), "\(remarks)")
    }
}
