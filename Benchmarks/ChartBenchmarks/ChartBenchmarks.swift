import BenchmarkKit
import Foundation

/// Measures how fast charts are drawn, beside matplotlib and beside Pillow's bare encoding of the same pixels.
///
///     ChartBenchmarks                           prints the table
///     ChartBenchmarks --registry ROUNDS FOLDER  draws from a registry in this process, and prints the figures
///
/// Each thing is done in a process of its own, by `ChartDrawing` when no registry is needed. `BENCHMARK_PYTHON` names a Python with matplotlib and Pillow; without it there
/// are no peers.
@main
enum ChartBenchmarks {
    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count == 3, arguments[0] == "--registry" {
            return print(try await RegistryChart.run(max(0, Int(arguments[1]) ?? 0), in: arguments[2]).line)
        }
        guard arguments.isEmpty else { throw WrongAnswer("the benchmark of charts takes no arguments") }
        let folder = FileManager.default.temporaryDirectory.appending(path: "ChartBenchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var report = Report(folder: folder.path, python: ProcessInfo.processInfo.environment["BENCHMARK_PYTHON"])
        try await report.measure()
        print(report.table.text)
    }
}
