import BenchmarkKit
import Foundation

/// Measures what a log call costs, how fast what was logged arrives, and how fast what a crash left is delivered, beside
/// what else a Python user would log with.
///
///     LoggerBenchmarks [POINTS [LONG-POINTS [RECORDS]]]   prints the table; 200,000, 20,000,000 and 20,000 are the defaults
///     LoggerBenchmarks --one WHAT COUNT FOLDER            does one thing in this process and prints its figures
///
/// Everything runs in a process of its own, so that each figure has its own peak of memory. `BENCHMARK_PYTHON` names a
/// Python with the peers, `TEST_MONGODB_URL` a MongoDB; what is missing is left out, and said.
@main
enum LoggerBenchmarks {
    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count == 4, arguments[0] == "--one", let work = Work(rawValue: arguments[1]) {
            print(try await work.run(Int(arguments[2]) ?? 0, in: arguments[3]).line)
            return
        }
        let numbers = arguments.compactMap { Int($0) }
        guard numbers.count == arguments.count, numbers.count <= 3, numbers.allSatisfy({ $0 > 0 }) else {
            throw WrongAnswer("the arguments are up to three numbers: points, points of the long run, records")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "LoggerBenchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let environment = ProcessInfo.processInfo.environment
        let bench = Bench(
            folder: folder, python: environment["BENCHMARK_PYTHON"], hasMongoDB: environment["TEST_MONGODB_URL"] != nil)
        var report = Report(
            bench: bench, points: numbers.first ?? 200_000, longPoints: numbers.dropFirst().first ?? 20_000_000,
            records: numbers.dropFirst(2).first ?? 20_000)
        try report.measure()
        print(report.table.text)
    }
}
