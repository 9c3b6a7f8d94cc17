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
    static func run(
        _ arguments: [String], program: String = "visual-backend", environment: [String: String] = [:], in folder: URL
    ) throws -> End {
        let process = Process()
        process.executableURL = try executable(program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (folder.appending(path: UUID().uuidString), folder.appending(path: UUID().uuidString))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return End(
            code: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
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
