import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What happens around a logger that it cannot help.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    private func values() async -> [Double] { await bench.store.values(of: "Loss").sorted() }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `A disk that is full is reported, and everything arrives when there is room again`() async throws {
        let volume = try SmallVolume(in: bench.folder.url, mebibytes: 2)
        defer { volume.remove() }
        let filler = volume.folder.appending(path: "filler")
        try Data(count: 1_900 << 10).write(to: filler)
        let logger = bench.logger { $0.logsRoot = volume.folder.path }
        let text = String(repeating: "x", count: 1_000)
        for loss in 0..<1_000 {
            logger.logArtifact(["Loss": Value(loss), "Text": .string(text), "ArtifactID": Workbench.objectID])
        }
        #expect(throws: RegistryError.self) { try logger.flush() }
        try FileManager.default.removeItem(at: filler)
        // The CSV file and the journal need a MiB each, which is more than there is: the registry gets everything.
        _ = try? await logger.close(deadline: .seconds(5))
        await bench.store.wait { $0.artifacts.count == 1_000 }
        #expect(await values() == (0..<1_000).map { Double($0) })
        #expect(bench.problems.all.contains { $0.kind == .failed && $0.sink == nil })
        #expect(!bench.problems.all.contains { $0.kind == .lost })
    }

    @Test(.enabled(if: SmallVolume.isPermitted, SmallVolume.reason))
    func `In a folder that may only be read, the registry gets everything, and closing says what the files lack`()
        async throws
    {
        let volume = try SmallVolume(in: bench.folder.url, mebibytes: 1)
        defer { volume.remove() }
        try volume.setReadOnly(true)
        let logger = bench.logger { $0.logsRoot = volume.folder.path }
        for loss in 0..<10 { logger.logArtifact(["Loss": Value(loss)]) }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .seconds(5)) }
        #expect(error?.message.contains("CSV: 10 not delivered") == true)
        #expect(await values() == (0..<10).map { Double($0) })
        for root in JournalRoots(RunFolder(logsRoot: volume.folder.path, logDir: "run")).all {
            for journal in try JournalFolder.all(in: root) { journal.remove() }
        }
    }

    @Test func `A clock that goes backwards disturbs nothing`() async throws {
        let counter = SharedCount()
        let surroundings = Surroundings(
            now: {
                counter.increment()
                return WallTime(millisecondsSince1970: 1_700_000_000_000 - Int64(counter.value) * 60_000)
            }, after: Workbench.surroundings.after)
        let store = bench.store
        let logger = Logger(
            logDir: "run", openStore: { store },
            configuration: LoggerConfiguration(
                logsRoot: bench.folder.path, capturesEnvironment: false, systemMetricsInterval: nil,
                handlesTerminationSignals: false), surroundings: surroundings)
        for loss in 0..<100 { logger.logScalar("Loss", Double(loss), step: Step(Int64(loss))) }
        try await logger.close()
        #expect(await values() == (0..<100).map { Double($0) })
        #expect(try bench.scalars()["Loss"]?.count == 100)
    }

    @Test func `A journal that is small holds up nobody while all sinks follow`() async throws {
        let logger = bench.logger {
            $0.journalLimitInBytes = 100_000
            $0.checkpointInterval = .milliseconds(5)
        }
        let text = String(repeating: "x", count: 1_000)
        for loss in 0..<500 { logger.logArtifact(["Loss": Value(loss), "Text": .string(text)]) }
        try await logger.close()
        #expect(await values() == (0..<500).map { Double($0) })
    }

    @Test func `A journal that is removed while it is written still brings everything to its places`() async throws {
        let logger = bench.logger()
        for loss in 0..<10 { logger.logScalar("Loss", Double(loss), step: Step(Int64(loss))) }
        await bench.store.wait { $0.values(of: "Loss").count == 10 }
        try FileManager.default.removeItem(atPath: bench.path("run/journal"))
        for loss in 10..<20 { logger.logScalar("Loss", Double(loss), step: Step(Int64(loss))) }
        try await logger.close()
        #expect(await values() == (0..<20).map { Double($0) })
        #expect(try bench.scalars()["Loss"]?.count == 20)
    }

    @Test func `Files that are removed while they are written are begun anew`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1, "ArtifactID": Workbench.objectID])
        await bench.waitForFiles(toHold: 1, "Loss")
        for name in try FileManager.default.contentsOfDirectory(atPath: bench.path("run")) where name != "journal" {
            try FileManager.default.removeItem(atPath: bench.path("run/" + name))
        }
        logger.logArtifact(["Loss": 2, "ArtifactID": Workbench.objectID])
        try await logger.close()
        #expect(try bench.lines("run/data/default_12345.csv").count == 2)
        #expect(try bench.scalars()["Loss"] == [[1, 2]])
        #expect(await values() == [1, 2])
    }

    @Test func `A record of 50 MB passes through the journal, and a store that refuses it holds up nobody`()
        async throws
    {
        let logger = bench.logger()
        // As metadata, which is no column: a build for debugging would take minutes to make text of it.
        let bytes = [UInt8](repeating: 7, count: 50 << 20)
        logger.logArtifact(["Loss": 1])
        logger.logArtifact(["Loss": 2, "Metadata": ["weights": .binary(Binary(bytes))]])
        logger.logArtifact(["Loss": 3])
        try await logger.close()
        #expect(await values() == [1, 2, 3])
    }

    @Test(arguments: ["", "a/b", "..", "new\nline", "🙂", "tab\t", "nul\0", String(repeating: "n", count: 10_000)])
    func `Any name of a number or an image is kept as it is`(name: String) async throws {
        let logger = bench.logger()
        logger.logScalar(name, 1, step: 1)
        logger.logImage(name, try ImageArray([UInt8](repeating: 9, count: 4), shape: [2, 2]), step: 1)
        try await logger.close()
        #expect(try bench.scalars()[name]?.count == 1)
        #expect(await bench.store.values(of: name) == [1])
        let images = try bench.files().filter { $0.hasSuffix(".png") }
        #expect(images.count { $0.hasPrefix("run/image/") } == 1 && images.count { $0.hasPrefix("run/media/") } == 1)
        #expect(images.count == 2)
    }

    @Test func `A disabled logger makes no folder, and one that is switched off logs nothing until it is on again`()
        async throws
    {
        let disabled = Logger.disabled()
        disabled.logArtifact(["Loss": 1])
        try await disabled.close()
        #expect(!disabled.isEnabled && disabled.getLogTypes().isEmpty)
        let logger = bench.logger()
        logger.disable()
        logger.logScalar("Loss", 1, step: 1)
        logger.logArtifact(["Loss": 1])
        #expect(try bench.files() == [])
        logger.enable()
        logger.logScalar("Loss", 2, step: 2)
        try await logger.close()
        #expect(await values() == [2])
    }
}
