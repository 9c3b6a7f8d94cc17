import BenchmarkKit
import Foundation

/// MLflow's own server in one process, on SQLite. It ends when this process does, or lets it go.
final class TrackingServer {
    /// Its address.
    let url: String
    private let input = Pipe()

    init(python: String) throws {
        let script = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/mlflow_test_server.py")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: python)
        process.arguments = [script.path]
        process.standardInput = input
        process.standardOutput = output
        Console.say("starting MLflow's server")
        try process.run()
        var line = ""
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.unicodeScalars.append(Unicode.Scalar(byte))
        }
        guard let port = Int(line) else { throw WrongAnswer("MLflow's server did not start") }
        url = "http://127.0.0.1:\(port)"
    }

    deinit { try? input.fileHandleForWriting.close() }
}
