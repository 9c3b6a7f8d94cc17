import Foundation
import Testing

/// Runs one test of this program in a process of its own, whose system calls are written down, and may be made to fail.
struct TracedChild {
    /// The folder that a test works in when it is run as a child; `nil` in the process that runs all tests.
    static let folder = ProcessInfo.processInfo.environment["TRAINING_LOG_TRACED_CHILD"]

    private static let tracer = "/usr/bin/strace"

    /// Whether system calls can be traced here.
    static let isPossible: Bool = {
        guard FileManager.default.isExecutableFile(atPath: tracer) else { return false }
        return (try? run(["-o", "/dev/null", "/bin/true"], folder: "")) == 0
    }()

    /// Why a test that needs it is left out.
    static let reason: Comment = "needs strace, and the right to trace"

    /// What the child's threads asked of the system, in order, with the paths of the files.
    let calls: [String]

    /// - Parameters:
    ///   - test: The name of a suite that is enabled only in a child.
    ///   - folder: Where it works.
    ///   - names: The calls that are written down.
    ///   - fault: What is to fail, as strace's `inject` is told it. Default: nothing.
    init(
        running test: String, in folder: String, tracing names: [String] = ["pwrite64", "fdatasync"],
        fault: String? = nil
    )
        throws
    {
        let output = folder + "/trace"
        var arguments = [
            "-f", "-y", "--seccomp-bpf", "-s", "0", "-o", output, "-e", "trace=\(names.joined(separator: ","))",
        ]
        if let fault { arguments += ["-e", "inject=\(fault)"] }
        arguments += [CommandLine.arguments[0], "--testing-library", "swift-testing", "--filter", test]
        let status = try Self.run(arguments, folder: folder)
        try #require(status == 0, "the child failed")
        calls = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { line in names.contains { line.contains($0 + "(") } }
    }

    private static func run(_ arguments: [String], folder: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: tracer)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TRAINING_LOG_TRACED_CHILD": folder], uniquingKeysWith: { $1 })
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
