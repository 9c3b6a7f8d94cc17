import BenchmarkKit
import Foundation

/// Measures how fast event files are written and read, beside the Python programs that do the same.
///
///     EventFileBenchmarks [SCALARS [PEER-SCALARS]]     prints the table; 20,000,000 and 200,000 are the defaults
///     EventFileBenchmarks --one WHAT SCALARS FOLDER    does one thing in this process and prints its figures
///
/// Everything runs in a process of its own, so that each figure has its own peak of memory. `BENCHMARK_PYTHON` names a
/// Python with tensorboard and tensorboardX; without it there are no peers.
@main
enum EventFileBenchmarks {
    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count == 4, arguments[0] == "--one", let work = Work(rawValue: arguments[1]) {
            let count = Int(arguments[2]) ?? 0
            print(try await Cost(of: count) { try work.run(count, in: arguments[3]) }.line)
            return
        }
        let count = arguments.first.flatMap { Int($0) } ?? 20_000_000
        let peerCount = arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
        let folder = FileManager.default.temporaryDirectory.appending(path: "EventFileBenchmarks-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var table = ScalarTable()
        for work in Work.allCases {
            table.add(work.title, try Program.own.measure(["--one", work.rawValue, "\(count)", folder.path]))
        }
        if let python = ProcessInfo.processInfo.environment["BENCHMARK_PYTHON"] {
            let program = Program.python(python, script: "event_file_peer.py")
            for peer in Peer.allCases {
                table.add(peer.title, try program.measure([peer.rawValue, "\(peerCount)", folder.path]))
            }
        }
        print(table.text)
    }
}
