import BenchmarkKit
import Foundation

/// Measures how fast what is logged reaches other trackers, beside their own clients, and how fast what they left is imported.
///
///     TrackerBenchmarks [POINTS [PEER-POINTS [IMPORTED]]]   prints the table; 100,000, 2,000 and 1,000,000 are the defaults
///     TrackerBenchmarks --one WHAT POINTS FOLDER            does one thing in this process and prints its figures
///
/// `BENCHMARK_PYTHON` names a Python with mlflow and wandb. Both sides of MLflow's rows log to one server, which is started for them.
/// Everything runs in a process of its own, three times in turns with its peer; the one in the middle counts.
@main
enum TrackerBenchmarks {
    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count == 4, arguments[0] == "--one", let work = Work(rawValue: arguments[1]) {
            print(try await work.run(Int(arguments[2]) ?? 0, in: arguments[3]).line)
            return
        }
        let numbers = arguments.compactMap { Int($0) }
        guard numbers.count == arguments.count, numbers.count <= 3, numbers.allSatisfy({ $0 > 0 }) else {
            throw WrongAnswer(
                "the arguments are up to three numbers: points, points of the clients in Python, and points imported")
        }
        guard let python = ProcessInfo.processInfo.environment["BENCHMARK_PYTHON"] else {
            throw WrongAnswer("BENCHMARK_PYTHON names no Python: make bench-trackers installs one and names it")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "TrackerBenchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try TrackingServer(python: python)
        let bench = Bench(python: python, folder: folder, server: server.url)
        var table = ResultTable(peers: "the client")
        for work in Work.allCases {
            try bench.measure(work, numbers.first ?? 100_000, peer: numbers.dropFirst().first ?? 2_000, &table)
        }
        for importing in Importing.allCases {
            // Ten metrics a step.
            let points = max(1, (numbers.dropFirst(2).first ?? 1_000_000) / 10) * 10
            try importing.measure(points, python: python, in: folder, &table)
        }
        print(table.text)
    }
}
