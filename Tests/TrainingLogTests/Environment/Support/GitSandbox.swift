import ChildPrograms
import Foundation
import RegistryTestKit

@testable import TrainingLog

/// A real repository in a folder of its own, with a configuration of its own.
struct GitSandbox {
    /// A git command that failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Why these tests cannot run here; `nil` when they can.
    static let absence: String? =
        ProgramSearch.find("git", path: FakeProgram.environment["PATH"]) == nil ? "git is not installed" : nil

    /// The folder that everything is in.
    let folder: URL
    /// The repository's working tree.
    let tree: URL

    /// A repository without a commit, on the branch `main`.
    init(in folder: URL) throws {
        // Git gives paths without symbolic links.
        self.folder = folder.resolvingSymlinksInPath()
        tree = self.folder.appending(path: "tree")
        try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
        try git("init", "--quiet", "--initial-branch=main")
        try git("config", "user.email", "test@example.com")
        try git("config", "user.name", "Test")
        try git("config", "commit.gpgSign", "false")
    }

    var environment: [String: String] { FakeProgram.environment.merging(["HOME": folder.path]) { $1 } }

    /// Runs git in the working tree and gives its output without the last line feed.
    @discardableResult
    func git(_ arguments: String...) throws -> String {
        let result = ProgramCall(
            executable: ProgramSearch.find("git", path: environment["PATH"]) ?? "git",
            arguments: ["-C", tree.path] + arguments, environment: environment, timeLimit: .seconds(120),
            outputLimitInBytes: 1 << 20
        ).run()
        guard result.hasSucceeded else { throw Failure(description: "\(arguments): \(result.complaint(about: "git"))") }
        return String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let file = tree.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func commitAll() throws {
        try git("add", "--all")
        try git("commit", "--quiet", "--message", "A commit")
    }

    func capture() -> GitCapture {
        GitCapture(folder: tree.path, environment: environment, timeLimit: .seconds(300))
    }
}
