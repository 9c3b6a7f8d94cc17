import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What the original Logger did wrong, and this one does not.
struct OriginalFaultsTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    @Test func `A database that is away does not stop the training, and gets the records when it is back`() async throws
    {
        await bench.store.set(.away)
        let logger = bench.logger()
        for loss in 0..<50 { logger.logArtifact(["Loss": Value(loss)]) }
        await bench.store.wait { $0.failedCalls >= 3 }
        await bench.store.set(.normal)
        try await logger.close()
        #expect(await bench.store.values(of: "Loss") == (0..<50).map { Double($0) })
        #expect(bench.problems.all.map(\.kind) == [.failed])
        #expect(bench.problems.all.first?.sink == "registry")
    }

    @Test func `Booleans are no numbers`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Converged": true, "Loss": 1, "ArtifactID": Workbench.objectID])
        try await logger.close()
        #expect(try bench.scalars().keys.sorted() == ["Loss"])
        #expect(await bench.store.points.keys.map(\.metric) == ["Loss"])
        #expect(try bench.lines("run/data/default_12345.csv").last == "true,1,65a000000000000000012345")
    }

    @Test func `A record with other keys than the first one stays in its columns`() async throws {
        let logger = bench.logger()
        let records: [Document] = [
            ["Loss": 1, "ArtifactID": Workbench.objectID],
            ["Accuracy": 0.5, "ArtifactID": Workbench.objectID],
            ["ArtifactID": Workbench.objectID, "Accuracy": 0.6, "Loss": 2],
            ["ArtifactID": Workbench.objectID, "Note": "a,b"],
        ]
        for record in records { logger.logArtifact(record) }
        try await logger.close()
        #expect(
            try bench.lines("run/data/default_12345.csv") == [
                "Loss,ArtifactID,Accuracy,Note", "1,65a000000000000000012345,,", ",65a000000000000000012345,0.5,",
                "2,65a000000000000000012345,0.6,", ",65a000000000000000012345,,\"a,b\"",
            ])
    }

    @Test(arguments: [
        "a/b", "..", "../../etc/passwd", "line\nbreak", "🙂 emoji", "nul\0", ".hidden", "-rf", "a\\b", "C:", "%2F",
        String(repeating: "long", count: 200),
    ])
    func `No name leads out of the logs' folder, as experiment, artifact or folder`(name: String) async throws {
        let logger = bench.logger(logDir: name)
        logger.logArtifact(["ExperimentName": .string(name), "ArtifactID": .string(name), "Loss": 1])
        try await logger.close()
        let files = try bench.files()
        #expect(files.count == 2)
        #expect(files.filter { $0.hasSuffix(".csv") && $0.contains("/data/") }.count == 1)
        #expect(files.filter { $0.contains("/events.out.tfevents.") }.count == 1)
        let outside = try FileManager.default.contentsOfDirectory(
            atPath: bench.folder.url.deletingLastPathComponent().path)
        #expect(!outside.contains { $0.contains("passwd") || $0 == "data" })
    }

    @Test func `A call does not wait for the database, and many records are inserted together`() async throws {
        await bench.store.hold()
        let logger = bench.logger()
        logger.logArtifact(["Loss": 0])
        await bench.store.wait { $0.heldCalls == 1 }
        for loss in 1...500 { logger.logArtifact(["Loss": Value(loss)]) }
        try logger.flush()
        await bench.store.release()
        try await logger.close()
        #expect(await bench.store.insertions == [1, 500])
    }

    @Test func `The log types are known once something was logged`() async throws {
        let logger = bench.logger()
        #expect(logger.getLogTypes().isEmpty)
        logger.logArtifact(["Loss": 1])
        try await logger.close()
        #expect(
            logger.getLogTypes() == [
                "csv": bench.path("run/data"), "tensorboard": bench.path("run"), "registry": "run \(logger.runID)",
            ])
    }
}
