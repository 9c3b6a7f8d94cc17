import Foundation
import Testing

/// The program itself, started as a user starts it.
enum Program {
    /// How it ended and what it said.
    struct End {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Runs it in a folder, which also keeps what it writes.
    ///
    /// - Parameter input: What is connected as standard input. Default: nothing.
    static func run(
        _ arguments: [String], program: String = "visual-backend", environment: [String: String] = [:], in folder: URL,
        input: FileHandle = .nullDevice
    ) throws -> End {
        let started = try start(arguments, program: program, environment: environment, in: folder, input: input)
        return try end(of: started)
    }

    /// Runs it in a folder until it has written something to standard output, and sends it a signal then.
    static func run(_ arguments: [String], until text: String, then signal: Int32, in folder: URL) async throws -> End {
        let started = try start(arguments, program: "visual-backend", environment: [:], in: folder)
        defer { if started.process.isRunning { kill(started.process.processIdentifier, SIGKILL) } }
        try await RunningServer.wait("it does not write \(text)") {
            try String(contentsOf: started.output, encoding: .utf8).contains(text)
        }
        kill(started.process.processIdentifier, signal)
        return try end(of: started)
    }

    /// Runs it in a folder with signals ignored, as whoever starts what is to go on without him does. When it has written something to
    /// standard output it is sent all of them; then it goes on as it is let.
    static func run(
        _ arguments: [String], ignoring signals: [Int32], until text: String, in folder: URL,
        then goOn: () throws -> Void
    ) async throws -> End {
        let names = signals.map(String.init).joined(separator: " ")
        let shell = ["-c", "trap '' \(names); exec \"$0\" \"$@\"", try executable().path(percentEncoded: false)]
        let started = try start(shell + arguments, executable: URL(filePath: "/bin/sh"), environment: [:], in: folder)
        defer { if started.process.isRunning { kill(started.process.processIdentifier, SIGKILL) } }
        try await RunningServer.wait("it does not write \(text)") {
            try String(contentsOf: started.output, encoding: .utf8).contains(text)
        }
        for signal in signals { kill(started.process.processIdentifier, signal) }
        try goOn()
        return try end(of: started)
    }

    private static func start(
        _ arguments: [String], program: String, environment: [String: String], in folder: URL,
        input: FileHandle = .nullDevice
    ) throws -> (process: Process, output: URL, errors: URL) {
        try start(arguments, executable: try executable(program), environment: environment, in: folder, input: input)
    }

    private static func start(
        _ arguments: [String], executable: URL, environment: [String: String], in folder: URL,
        input: FileHandle = .nullDevice
    ) throws -> (process: Process, output: URL, errors: URL) {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (folder.appending(path: UUID().uuidString), folder.appending(path: UUID().uuidString))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = input
        try process.run()
        return (process, output, errors)
    }

    private static func end(of started: (process: Process, output: URL, errors: URL)) throws -> End {
        started.process.waitUntilExit()
        return End(
            code: started.process.terminationStatus,
            output: try String(contentsOf: started.output, encoding: .utf8),
            errors: try String(contentsOf: started.errors, encoding: .utf8))
    }

    /// The program lies where the tests were built.
    static func executable(_ name: String = "visual-backend") throws -> URL {
        let places = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap(\.self)
        let candidates = places.flatMap { place in
            [
                place.appending(path: name),
                place.deletingLastPathComponent().appending(path: name),
            ]
        }
        return try #require(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) })
    }
}
