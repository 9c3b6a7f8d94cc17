import Foundation
import RegistryCore
import Testing

@testable import TrainingLog

struct LoggerTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
    }

    @Test func `A record becomes a row, scalars, an artifact and points`() async throws {
        let logger = bench.logger { $0.parameters = ["lr": 0.1] }
        logger.logArtifact([
            "ModelName": "Net", "ExperimentName": "First", "Accuracy": 0.5, "Epochs": 3, "iteration": 100,
            "ArtifactID": Workbench.objectID, "Metadata": ["author": "me"],
        ])
        try await logger.close()

        #expect(
            try bench.lines("run/data/First_12345.csv") == [
                "ModelName,ExperimentName,Accuracy,Epochs,iteration,ArtifactID",
                "Net,First,0.5,3,100,65a000000000000000012345",
            ])
        #expect(try bench.scalars() == ["Net/Accuracy": [[100, 0.5]], "Net/Epochs": [[100, 3]]])
        let artifact = try #require(await bench.store.artifacts.first)
        #expect(artifact["_run"] == .string(logger.runID.description))
        // The run's start and its parameters come first.
        #expect(artifact["_seq"] == 2)
        #expect(artifact["Accuracy"] == 0.5)
        #expect(artifact["Metadata"] == ["author": "me"])
        #expect(
            await bench.store.points == [
                SeriesID(run: logger.runID, metric: "Accuracy"): [
                    SeriesPoint(step: 100, time: Workbench.startTime, value: 0.5, sequence: 2)
                ],
                SeriesID(run: logger.runID, metric: "Epochs"): [
                    SeriesPoint(step: 100, time: Workbench.startTime, value: 3, sequence: 2)
                ],
            ])
        let run = try Run(document: #require(await bench.store.runs[logger.runID.description]))
        #expect(run.experiment == "First")
        #expect(run.name == "a run")
        #expect(run.parameters == ["lr": 0.1])
        #expect(run.status == .finished)
        #expect(run.endTime == Workbench.startTime)
        #expect(bench.problems.all.isEmpty)
    }

    @Test func `FileList is the path of the record's CSV file, whatever it was`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["FileList": ["old"], "ArtifactID": Workbench.objectID, "Loss": 1])
        try await logger.close()
        #expect(
            await bench.store.artifacts.first?["FileList"] == [.string(bench.path("run/data/default_12345.csv"))])
    }

    @Test func `Records without an ArtifactID share one of their logger's own`() async throws {
        let logger = bench.logger()
        for loss in 0..<2 { logger.logArtifact(["Loss": Value(loss)]) }
        logger.logArtifact(["Loss": 2, "ArtifactID": .null])
        let other = bench.logger()
        other.logArtifact(["Loss": 3])
        try await logger.close()
        try await other.close()
        let artifacts = await bench.store.artifacts
        let ids = Dictionary(grouping: artifacts, by: { $0["_run"] }).mapValues { Set($0.map { $0["ArtifactID"] }) }
        #expect(artifacts.count == 4)
        #expect(artifacts.allSatisfy { $0["ArtifactID"]?.objectIDValue != nil })
        #expect(ids.values.allSatisfy { $0.count == 1 })
        #expect(Set(ids.values).count == 2)
    }

    @Test func `A record taken from the registry is logged as a new one`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["_id": "x", "_run": "y", "_seq": 9, "_metadataKeys": ["z"], "Loss": 1])
        try await logger.close()
        let artifact = try #require(await bench.store.artifacts.first)
        #expect(artifact["_id"] == nil)
        #expect(artifact["_run"] == .string(logger.runID.description))
        #expect(artifact["_seq"] == 1)
    }

    @Test func `The tag is the key alone when the record names no model`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1, "iteration": 1])
        logger.logArtifact(["ModelName": "", "Loss": 2, "iteration": 2])
        logger.logArtifact(["ModelName": "undefined", "Loss": 3, "iteration": 3])
        try await logger.close()
        #expect(try bench.scalars() == ["Loss": [[1, 1], [2, 2]], "undefined/Loss": [[3, 3]]])
    }

    @Test func `The step is the first key that speaks of an iteration, or the place in the run`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1, "TrainingIteration": 40, "iterationTime": 0.5])
        logger.logArtifact(["Loss": 2])
        logger.logArtifact(["Loss": 3, "Iteration": 7.9])
        logger.logArtifact(["Loss": 4, "Iteration": "five"])
        logger.logArtifact(["Loss": 5, "Iteration": .double(.nan)])
        logger.logArtifact(["Loss": 6, "Iteration": .double(1e300)])
        try await logger.close()
        let scalars = try bench.scalars()
        #expect(scalars["Loss"] == [[40, 1], [1, 2], [7, 3], [3, 4], [4, 5], [5, 6]])
        #expect(scalars["iterationTime"] == [[40, 0.5]])
    }

    @Test func `Numbers that are not finite are logged like others`() async throws {
        let logger = bench.logger()
        for value in [Double.nan, .infinity, -.infinity] {
            logger.logArtifact(["Loss": Value(value), "ArtifactID": Workbench.objectID])
        }
        try await logger.close()
        let rows = try bench.lines("run/data/default_12345.csv").map { $0.prefix { $0 != "," } }
        #expect(rows == ["Loss", "NaN", "Infinity", "-Infinity"])
        let values = await bench.store.values(of: "Loss")
        #expect(values.count == 3 && values[0].isNaN && values[1] == .infinity && values[2] == -.infinity)
    }

    @Test func `A closed logger says once that it takes no more, and closing again is no error`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        try await logger.close()
        logger.logArtifact(["Loss": 2])
        logger.logArtifact(["Loss": 3])
        try await logger.close()
        #expect(bench.problems.all.map(\.kind) == [.closed])
        #expect(await bench.store.artifacts.count == 1)
    }

    @Test(arguments: RunStatus.allCases)
    func `What comes too late is said to come after the logger was closed, whatever status it was closed with`(
        status: RunStatus
    ) async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        try await logger.close(status: status)
        logger.logArtifact(["Loss": 2])
        #expect(
            bench.problems.all.map(\.message) == [
                "Something was logged after the logger was closed, and is not kept."
            ])
    }

    @Test func `A logger that logged nothing leaves nothing behind`() async throws {
        let logger = bench.logger()
        try await logger.close()
        #expect(try bench.files() == [])
        #expect(await bench.store.runs.isEmpty)
    }

    @Test func `A run that failed is marked so`() async throws {
        let logger = bench.logger()
        logger.logArtifact(["Loss": 1])
        try await logger.close(status: .failed)
        #expect(await bench.store.runs[logger.runID.description]?["status"] == "failed")
    }

    @Test func `A logger that is let go without closing still delivers`() async throws {
        do {
            let logger = bench.logger()
            logger.logArtifact(["Loss": 1])
        }
        await bench.store.wait { $0.runs.values.contains { $0["status"] == "finished" } }
        #expect(await bench.store.artifacts.count == 1)
    }

    @Test func `Without a store there are only files`() async throws {
        let logger = bench.logger(into: nil)
        logger.logArtifact(["Loss": 1, "ArtifactID": Workbench.objectID])
        try await logger.close()
        #expect(try bench.files().count == 2)
        #expect(logger.getLogTypes().keys.sorted() == ["csv", "tensorboard"])
    }

    @Test func `Sixteen tasks log at once and every record arrives once, everywhere`() async throws {
        let logger = bench.logger()
        await withTaskGroup { group in
            for task in 0..<16 {
                group.addTask {
                    for index in 0..<100 {
                        logger.logArtifact([
                            "Loss": Value(task * 100 + index), "iteration": Value(index),
                            "ArtifactID": Workbench.objectID,
                        ])
                    }
                }
            }
        }
        try await logger.close()
        let expected = (0..<1_600).map { Double($0) }
        #expect(try bench.scalars()["Loss"]?.map { $0[1] }.sorted() == expected)
        #expect(try bench.lines("run/data/default_12345.csv").count == 1_601)
        #expect(await bench.store.values(of: "Loss").sorted() == expected)
        #expect(await bench.store.artifacts.compactMap { $0["_seq"]?.intValue } == (1...1_600).map { Int64($0) })
    }
}
