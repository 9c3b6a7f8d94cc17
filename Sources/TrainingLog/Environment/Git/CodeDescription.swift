import ChildPrograms
import Foundation

/// The code that a program runs with, and how it was called, for whoever writes about it. Secrets are taken out as far as they are known.
package struct CodeDescription: Hashable, Sendable {
    /// The commit that is checked out; `nil` outside of a repository.
    package var commit: String?
    /// The branch that is checked out.
    package var branch: String?
    /// What was changed and not committed, as a patch; empty when nothing was.
    package var diff: String
    /// What is missing, and why.
    package var notes: [String]
    /// The program and its arguments.
    package var commandLine: [String]

    /// A description. Default: of no repository.
    package init(
        commit: String? = nil, branch: String? = nil, diff: String = "", notes: [String] = [], commandLine: [String]
    ) {
        self.commit = commit
        self.branch = branch
        self.diff = diff
        self.notes = notes
        self.commandLine = commandLine
    }

    /// The code in a folder. Takes at most five seconds, in the background.
    ///
    /// - Parameter folder: Any folder of the working tree. Default: the working folder.
    package static func current(in folder: String? = nil) async -> CodeDescription {
        let cancellation = CancellationFlag()
        let process = ProcessInfo.processInfo
        let environment = process.environment
        let commandLine = CommandLineRedaction.redact(process.arguments)
        let found = await BoundedWork.run("code", within: .seconds(5), cancellation: cancellation) {
            GitCapture(
                folder: folder ?? FileManager.default.currentDirectoryPath, environment: environment,
                cancellation: cancellation
            ).state()
        }
        guard let found else {
            return CodeDescription(
                diff: "", notes: ["The state of the code took too long and is missing."], commandLine: commandLine)
        }
        return CodeDescription(
            commit: found?.commit, branch: found?.branch, diff: found?.diff ?? "", notes: found?.notes ?? [],
            commandLine: commandLine)
    }
}
