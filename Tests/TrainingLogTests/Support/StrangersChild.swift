import Foundation
import Testing

/// Runs one test of this program in a process of a user who may do nothing in particular: root may look into
/// everything.
struct StrangersChild {
    /// The folder that a test works in when it is run as a child; `nil` in the process that runs all tests.
    static let folder = ProcessInfo.processInfo.environment["TRAINING_LOG_STRANGERS_CHILD"]

    /// The number of that user.
    static let user = 65_534

    private static let program = "/usr/bin/setpriv"

    /// Whether this process may start one of another user, who may read this program.
    static let isPossible: Bool = {
        guard FileManager.default.isExecutableFile(atPath: program) else { return false }
        return (try? run(["/usr/bin/test", "-x", CommandLine.arguments[0]], folder: "").status) == 0
    }()

    /// Why a test that needs it is left out.
    static let reason: Comment = "needs setpriv, and the right to run programs as another user, as root on Linux has it"

    /// - Parameters:
    ///   - test: The name of a suite that is enabled only in a child.
    ///   - folder: Where it works.
    init(running test: String, in folder: String) throws {
        let (status, output) = try Self.run(
            [CommandLine.arguments[0], "--testing-library", "swift-testing", "--filter", test], folder: folder)
        try #require(status == 0, "the child failed: \(output)")
    }

    private static func run(_ arguments: [String], folder: String) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = ["--reuid=\(user)", "--regid=\(user)", "--clear-groups"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TRAINING_LOG_STRANGERS_CHILD": folder], uniquingKeysWith: { $1 })
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
