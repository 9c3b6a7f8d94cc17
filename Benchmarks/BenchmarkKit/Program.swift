import Foundation

/// A program that is started as a process of its own, so that each figure has its own peak of memory.
package struct Program: Sendable {
    private let path: String
    /// What stands before the arguments of each run: a Python program's script.
    private let firstArguments: [String]

    package init(path: String, firstArguments: [String] = []) {
        self.path = path
        self.firstArguments = firstArguments
    }

    /// This program.
    package static var own: Program { Program(path: Bundle.main.executablePath ?? CommandLine.arguments[0]) }

    /// A program that was built into the same folder as this one.
    package static func beside(_ name: String) -> Program {
        Program(path: URL(filePath: own.path).deletingLastPathComponent().appending(path: name).path)
    }

    /// Does all the work of this program. An error is said, and the status is 1; one that left `main` would trap,
    /// with every thread's stack and little to read.
    package nonisolated(nonsending) static func main(_ work: () async throws -> Void) async {
        do { try await work() } catch {
            Console.say("\(error)")
            exit(1)
        }
    }

    /// A script of the folder `Benchmarks`.
    package static func python(_ python: String, script: String) -> Program {
        // Links are followed first, so that the folder is found from a package that links to this target as well.
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Program(path: python, firstArguments: [folder.appending(path: script).path])
    }

    /// Runs it and waits for its end. What it says on the standard error is for who waits.
    ///
    /// - Parameter environment: What is set beside this process's own environment.
    /// - Returns: What it printed, without white space around it.
    /// - Throws: ``ProgramFailure`` when it could not be started, or ended in any other way than with status 0.
    package func run(_ arguments: [String], environment: [String: String] = [:]) throws(ProgramFailure) -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = firstArguments + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = pipe
        let command = ([path] + firstArguments + arguments).joined(separator: " ")
        do { try process.run() } catch {
            throw ProgramFailure(command: command, ending: .notStarted(error.localizedDescription), output: "")
        }
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        process.waitUntilExit()
        let status = process.terminationStatus
        if process.terminationReason == .uncaughtSignal {
            throw ProgramFailure(command: command, ending: .signal(status), output: output)
        }
        guard status == 0 else { throw ProgramFailure(command: command, ending: .status(status), output: output) }
        return output
    }

    /// Runs it and reads its figures, which are what it prints last: programs like to greet.
    package func measure(_ arguments: [String], environment: [String: String] = [:]) throws -> Cost {
        let output = try run(arguments, environment: environment)
        guard let cost = Cost(line: output.split(whereSeparator: \.isNewline).last ?? "") else {
            throw WrongAnswer("\(arguments.joined(separator: " ")) gave no figures")
        }
        return cost
    }

    /// Runs it several times, each time as a new process, and takes the run in the middle.
    ///
    /// Who compares two programs had better run them in turns, and give what ``measure(_:environment:)`` returned to
    /// ``Cost/median(of:)``: then a change of the machine's load meets both.
    package func median(of runs: Int, _ arguments: [String], environment: [String: String] = [:]) throws -> Cost {
        let costs = try (0..<runs).map { _ in try measure(arguments, environment: environment) }
        guard let median = Cost.median(of: costs) else { throw WrongAnswer("nothing was run") }
        return median
    }
}
