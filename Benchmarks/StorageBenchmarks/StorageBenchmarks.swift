import BenchmarkKit
import FileStorage
import Foundation
import RegistryCore

/// Measures how fast a file goes to an S3 server and back, beside boto3's transfer manager, and what a signature costs.
///
///     StorageBenchmarks [MEBIBYTES]                prints the table; 1,024 is the default
///     StorageBenchmarks --one WHAT MEBIBYTES FILE  does one thing in this process and prints its figures
///
/// Each transfer is a process of its own, three times in turns with its peer; the one in the middle counts. The server is the one
/// that scripts/with-storage.sh starts. `BENCHMARK_PYTHON` names a Python with boto3.
@main
enum StorageBenchmarks {
    private static let key = "benchmark/file"
    private static let rounds = 3

    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.count == 4, arguments[0] == "--one" {
            print(try await measure(arguments[1], Int(arguments[2]) ?? 0, arguments[3]).line)
            return
        }
        let count = arguments.first.flatMap { Int($0) } ?? 1_024
        let folder = FileManager.default.temporaryDirectory.appending(path: "StorageBenchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "file").path
        try fill(file, mebibytes: count)
        let python = ProcessInfo.processInfo.environment["BENCHMARK_PYTHON"].map {
            Program.python($0, script: "storage_peer.py")
        }
        var table = ResultTable(peers: "boto3")
        for work in ["upload", "download"] {
            var ours: [Cost] = []
            var theirs: [Cost] = []
            // In turns, so that a change of the machine's load meets both.
            for _ in 0..<rounds {
                ours.append(try Program.own.measure(["--one", work, "\(count)", file]))
                if let python { theirs.append(try python.measure([work, "\(count)", file])) }
            }
            guard let own = Cost.median(of: ours) else { continue }
            let peer = Cost.median(of: theirs)
            table.add(
                ResultTable.Row(
                    "\(work) of \(Double(count).grouped) MiB: MiB", own.rate, peer: peer?.rate, target: .ratio(1)))
            table.add(ResultTable.Row("  peak of memory", own.memory, peer: peer?.memory))
        }
        let signatures = try Program.own.measure(["--one", "sign", "100000", file])
        table.add(
            ResultTable.Row(
                "a signature", .microseconds(signatures.seconds * 1e6 / Double(max(1, signatures.count))),
                target: .limit(.microseconds(50))))
        print(table.text)
    }

    private static func measure(_ work: String, _ count: Int, _ file: String) async throws -> Cost {
        if work == "sign" {
            let store = try S3FileStore(configuration("http://127.0.0.1:1"))
            let key = try FileKey(key)
            return try await Cost(of: count) {
                for _ in 0..<count { _ = try await store.address(of: key, validFor: .seconds(60)) }
            }
        }
        guard let url = ProcessInfo.processInfo.environment["TEST_S3_URL"] else {
            throw WrongAnswer("TEST_S3_URL is not set: run this inside scripts/with-storage.sh")
        }
        let store = try S3FileStore(configuration(url))
        let key = try FileKey(key)
        switch work {
        case "upload": return try await Cost(of: count) { try await store.upload(fileAt: file, to: key) }
        case "download": return try await Cost(of: count) { try await store.download(key, toFileAt: file + ".copy") }
        default: throw WrongAnswer("\(work) is not known")
        }
    }

    private static func configuration(_ url: String) throws -> S3Configuration {
        let environment = ProcessInfo.processInfo.environment
        let credentials = try S3Credentials(
            accessKey: environment["TEST_S3_KEY"] ?? "key", secret: environment["TEST_S3_SECRET"] ?? "secret")
        return S3Configuration(
            bucket: environment["TEST_S3_BUCKET"] ?? "test-bucket", endpoint: url, credentials: .fixed(credentials))
    }

    private static func fill(_ path: String, mebibytes: Int) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        var state: UInt64 = 1
        for _ in 0..<mebibytes {
            var block = Data(capacity: 1 << 20)
            for _ in 0..<(1 << 17) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                withUnsafeBytes(of: state) { block.append(contentsOf: $0) }
            }
            try handle.write(contentsOf: block)
        }
        try handle.close()
    }
}
