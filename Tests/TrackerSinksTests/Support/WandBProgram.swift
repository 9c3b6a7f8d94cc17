import Foundation
import Testing

/// W&B's own program, in `.venv-trackers`.
enum WandBProgram {
    /// The package's folder.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let path = root.appending(path: ".venv-trackers/bin/wandb").path

    /// Why it cannot be used here; `nil` when it can.
    static let absence: String? =
        ProcessInfo.processInfo.environment["TRACKER_TESTS"] == nil
        ? "not run: make test-trackers runs it"
        : FileManager.default.isExecutableFile(atPath: path) ? nil : "not run: there is no \(path)"

    /// What a program writes to standard output.
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
