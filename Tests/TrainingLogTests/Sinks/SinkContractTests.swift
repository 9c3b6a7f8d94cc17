import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What `LogSink` demands of every sink.
struct SinkContractTests {
    private let bench: Workbench
    private let entries = (0..<6).map { index in
        LogEntry(
            sequence: Int64(index), time: Workbench.startTime,
            record: [
                "ExperimentName": index.isMultiple(of: 2) ? "even" : "odd", "Loss": Value(index),
                "ArtifactID": Workbench.objectID,
            ])
    }

    init() throws {
        bench = try Workbench()
    }

    @Test func `Entries that come again do not arrive twice in CSV files`() async throws {
        let sink = CSVSink(folder: RunFolder(logsRoot: bench.folder.path, logDir: "run"))
        _ = try await sink.deliver(Array(entries[..<3]))
        _ = try await sink.deliver(Array(entries[..<3]))
        _ = try await sink.deliver(entries)
        try await sink.finish(.finished)
        #expect(try bench.lines("run/data/even_12345.csv").count == 4)
        #expect(try bench.lines("run/data/odd_12345.csv").count == 4)
    }

    @Test func `Entries that come again do not arrive twice in event files`() async throws {
        let sink = TensorBoardSink(
            folder: RunFolder(logsRoot: bench.folder.path, logDir: "run"), startTime: Workbench.startTime)
        _ = try await sink.deliver(Array(entries[..<3]))
        _ = try await sink.deliver(entries)
        try await sink.finish(.finished)
        #expect(try bench.scalars()["Loss"] == (0..<6).map { [Double($0), Double($0)] })
    }

    @Test func `Entries that come again do not arrive twice in the registry`() async throws {
        var generator = SeededGenerator(seed: 1)
        let run = Run(id: RunID(time: Workbench.startTime, using: &generator), startTime: Workbench.startTime)
        for _ in 0..<2 {
            let sink = RegistrySink(store: bench.store, run: run, now: { Workbench.startTime })
            #expect(try await sink.deliver(entries).isEmpty)
            try await sink.finish(.finished)
        }
        #expect(await bench.store.artifacts.count == 6)
        #expect(await bench.store.values(of: "Loss") == [0, 1, 2, 3, 4, 5])
    }
}
