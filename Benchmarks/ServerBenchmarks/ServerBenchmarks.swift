import BenchmarkKit
import Foundation

/// Measures the server beside what people use instead: a bare client of MongoDB's protocol, Flask with pymongo, MLflow.
///
///     ServerBenchmarks [ARTIFACTS]    prints the table; 1,000,000 artifacts unless said
///
/// `TEST_MONGODB_URL` names the MongoDB; without it nothing is measured on one. `BENCHMARK_PYTHON` names a Python with
/// pymongo, flask, gunicorn and mlflow; without it there are no such peers. `BENCHMARK_BROWSER_PYTHON` names one
/// with playwright, without which no page is looked at. `visual-backend` is the one built beside this program.
@main
enum ServerBenchmarks {
    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let artifacts = arguments.isEmpty ? 1_000_000 : Int(arguments[0]), artifacts >= 1_000 else {
            throw WrongAnswer("the benchmark of the server takes a number of artifacts, 1000 or more")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "ServerBenchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let environment = ProcessInfo.processInfo.environment
        var report = Report(
            folder: folder.path, artifacts: artifacts, mongoDB: environment["TEST_MONGODB_URL"],
            python: environment["BENCHMARK_PYTHON"])
        try await report.measure()
        print(report.table.text)
    }
}
