import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that a test has started. It does not outlive this value.
final class RunningProgram {
    private let process = Process()
    private let outputFile: URL
    private let errorFile: URL

    /// Starts one of the built programs. What it says goes to files in a folder: nobody has to read it for it to go on.
    init(_ name: String, _ arguments: [String], folder: URL) throws {
        let identifier = UUID().uuidString
        outputFile = folder.appending(path: "output-\(identifier)")
        errorFile = folder.appending(path: "errors-\(identifier)")
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        process.executableURL = try BuiltProgram.url(name)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    deinit { if process.isRunning { send(SIGKILL) } }

    /// The whole lines that it has written to standard output.
    var lines: [String] {
        let text = (try? String(contentsOf: outputFile, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// The numbers among them.
    var numbers: [Int] { lines.compactMap { Int($0) } }

    /// Returns its numbers when there are at least so many.
    func numbers(atLeast count: Int) async throws -> [Int] {
        try await eventually("a program told \(count) numbers, but: \(errors)") {
            self.numbers.count >= count || !self.process.isRunning
        }
        let numbers = numbers
        guard numbers.count >= count else { throw NeverHappened(description: "The program ended early: \(errors)") }
        return numbers
    }

    /// Returns when it has written a line.
    func line(_ line: String) async throws {
        try await eventually("a program said \(line), but: \(lines.suffix(3)) \(errors)") { self.lines.contains(line) }
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end.
    func end() async throws -> ProgramEnd {
        try await eventually("a program ended, but: \(lines.suffix(3)) \(errors)") { !self.process.isRunning }
        let isKilled = process.terminationReason == .uncaughtSignal
        return ProgramEnd(
            signal: isKilled ? process.terminationStatus : nil, code: isKilled ? nil : process.terminationStatus,
            output: try String(contentsOf: outputFile, encoding: .utf8), errors: errors)
    }

    private var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }
}
