import ArgumentParser
import BenchmarkKit
import Foundation
import MongoStorage
import RegistryCore
import SQLiteStorage

/// Measures the registry on SQLite, and on MongoDB beside pymongo on the same server.
///
/// `scripts/bench.sh` starts it beside a fresh MongoDB.
@main
struct RegistryBenchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures the registry and prints a table of figures, targets and ratios.")

    /// What can be measured.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case sqlite, mongodb
    }

    @Option(help: "Records that are inserted and read back in bulk.")
    var bulk = 100_000

    @Option(help: "Artifacts that questions are asked of.")
    var artifacts = 1_000_000

    @Option(help: "Points of the metric that a chart is asked of.")
    var points = 10_000_000

    @Option(help: "Times that each question is asked.")
    var repetitions = 50

    @Option(name: .customLong("store"), help: "Measure only this store: sqlite or mongodb. May be given twice.")
    var subjects: [Subject] = Subject.allCases

    func validate() throws {
        guard bulk > 0, artifacts > 0, points > 0, repetitions > 0 else {
            throw ValidationError("The numbers of records, artifacts, points and repetitions are greater than zero.")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("registry-benchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var table = ResultTable(subjects: "store", peers: "pymongo")
        for subject in Set(subjects).sorted(by: { $0.rawValue < $1.rawValue }) {
            switch subject {
            case .mongodb: try await measureMongoDB(&table)
            case .sqlite: try await measureSQLite(in: folder, &table)
            }
        }
        print(table.text)
    }

    private func measureSQLite(in folder: URL, _ table: inout ResultTable) async throws {
        let path = folder.appendingPathComponent("registry.sqlite").path
        let store = try await SQLiteStore.open(SQLiteConfiguration(path: path, timeLimit: .seconds(600)))
        let scene = Scene(name: "SQLite", store: store, peer: nil, sizes: sizes)
        try await scene.measure(&table, targets: .sqlite)
        await store.close()
    }

    private func measureMongoDB(_ table: inout ResultTable) async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let server = environment["TEST_MONGODB_URL"], let python = environment["BENCHMARK_PYTHON"] else {
            throw ValidationError(
                "MongoDB is measured beside pymongo: start this program with scripts/bench.sh, or ask for --store sqlite."
            )
        }
        let database = "bench_\(UInt32.random(in: 0 ... .max))"
        let peer = PythonPeer(python: python, url: server, database: database)
        var configuration = try MongoConfiguration(url: peer.databaseURL)
        configuration.timeLimit = .seconds(600)
        let store = try await MongoStore.open(configuration)
        let scene = Scene(name: "MongoDB", store: store, peer: peer, sizes: sizes)
        try await scene.measure(&table, targets: .mongodb)
        await store.close()
        _ = try peer.run("drop")
    }

    private var sizes: Scene.Sizes {
        Scene.Sizes(bulk: bulk, artifacts: artifacts, points: points, repetitions: repetitions)
    }
}
