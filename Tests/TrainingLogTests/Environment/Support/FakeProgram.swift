import Foundation

@testable import TrainingLog

/// Makes programs of shell scripts, for tests that need one to behave in a certain way.
enum FakeProgram {
    /// A program that could not be made.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// A program in a folder. Its script may use `$0`, and what it finds in `PATH`.
    static func make(_ name: String = "program", in folder: URL, _ script: String) throws -> String {
        let path = folder.appending(path: name).path
        // Another process writes it. A file that this one has open for writing is open in every child that another test
        // forks at that moment, and a program that is open for writing cannot be started.
        let write = ProgramCall(
            executable: "/bin/sh",
            arguments: ["-c", "printf '%s' \"$2\" > \"$1\" && chmod 755 \"$1\"", "sh", path, "#!/bin/sh\n\(script)\n"],
            environment: environment, timeLimit: .seconds(120), outputLimitInBytes: 1
        ).run()
        guard write.hasSucceeded else { throw Failure(description: write.complaint(about: "writing \(path)")) }
        return path
    }

    /// Commands that never end, and start another program that holds the output open: reading from a pipe that nobody
    /// writes to.
    static func hanging(in folder: URL) -> String {
        "mkfifo '\(folder.path)/never' 2>/dev/null; (cat '\(folder.path)/never') ; cat '\(folder.path)/never'"
    }

    /// The variables that scripts need.
    static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"]

    /// Runs commands of the shell to their end.
    static func shell(_ commands: String) async -> ProgramResult {
        let call = ProgramCall(
            executable: "/bin/sh", arguments: ["-c", commands], environment: environment, timeLimit: .seconds(120),
            outputLimitInBytes: 1 << 20)
        return await BoundedWork.run("test", within: .seconds(300)) { call.run() } ?? ProgramResult(ending: .timedOut)
    }
}
