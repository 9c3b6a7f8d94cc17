import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

@Suite(.enabled(if: GitSandbox.absence == nil, "\(GitSandbox.absence ?? "")"))
struct GitCaptureTests {
    @Test func `A clean tree has its commit, its branch and no diff`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.write("a.txt", "one\n")
            try sandbox.commitAll()
            let state = try #require(sandbox.capture().state())
            #expect(
                try state
                    == GitState(
                        folder: sandbox.tree.path, commit: sandbox.git("rev-parse", "HEAD"), branch: "main",
                        isDirty: false, diff: "")
            )
        }
    }

    @Test func `The diff has what is staged and what is not, and applies to the commit`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            for name in ["a.txt", "b.txt", "c.txt"] { try sandbox.write(name, "one\n") }
            try sandbox.commitAll()
            try sandbox.git("config", "diff.noprefix", "true")
            try sandbox.git("config", "color.ui", "always")
            try sandbox.git("config", "diff.relative", "true")
            try sandbox.write("a.txt", "two\n")
            try sandbox.git("add", "a.txt")
            try sandbox.write("sub/new.txt", "new\n")
            try sandbox.git("add", "sub/new.txt")
            try sandbox.write("b.txt", "three\n")
            try FileManager.default.removeItem(at: sandbox.tree.appending(path: "c.txt"))
            var capture = sandbox.capture()
            capture.folder += "/sub"
            let state = try #require(capture.state())
            #expect(state.isDirty == true)
            let diff = try #require(state.diff)
            for line in ["+two", "+three", "+new", "-one", "--- a/a.txt", "+++ b/sub/new.txt"] {
                #expect(diff.contains(line + "\n"), "\(line)")
            }
            try sandbox.git("reset", "--quiet", "--hard")
            try Data(diff.utf8).write(to: sandbox.folder.appending(path: "patch"))
            try sandbox.git("apply", "--index", sandbox.folder.appending(path: "patch").path)
            #expect(try sandbox.git("status", "--porcelain") == "M  a.txt\nM  b.txt\nD  c.txt\nA  sub/new.txt")
        }
    }

    @Test func `A detached head has a commit and no branch`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.write("a.txt", "one\n")
            try sandbox.commitAll()
            try sandbox.git("checkout", "--quiet", "--detach")
            let state = try #require(sandbox.capture().state())
            #expect(state.isDetached && state.branch == nil && state.commit?.count == 40)
        }
    }

    @Test func `Before the first commit everything staged is new`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            let empty = try #require(sandbox.capture().state())
            #expect(empty.commit == nil && empty.branch == "main" && empty.isDirty == false && empty.notes.isEmpty)
            try sandbox.write("a.txt", "one\n")
            try sandbox.git("add", "a.txt")
            let state = try #require(sandbox.capture().state())
            #expect(state.isDirty == true && state.commit == nil)
            #expect(state.diff?.contains("+one\n") == true)
        }
    }

    @Test func `Untracked files are listed, ignored ones are not, and neither makes the tree dirty`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.write(".gitignore", "*.log\n")
            try sandbox.commitAll()
            try sandbox.write("x.log", "")
            for name in ["sub/ä \"quoted\"\n.txt", "-dash", "plain"] { try sandbox.write(name, "") }
            let state = try #require(sandbox.capture().state())
            #expect(Set(state.untrackedFiles) == ["sub/ä \"quoted\"\n.txt", "-dash", "plain"])
            #expect(state.isDirty == false && state.notes.isEmpty)
            var capture = sandbox.capture()
            capture.untrackedFileLimit = 2
            let bounded = try #require(capture.state())
            #expect(bounded.untrackedFiles.count == 2)
            #expect(bounded.notes == ["There are more untracked files than the 2 that are listed."])
        }
    }

    @Test func `Changed files of any name are in the diff`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            let names = ["ä ö.txt", "new\nline", "tab\there", "quote\"s", ":(exclude)x", "-p", "a -> b"]
            for name in names { try sandbox.write(name, "one\n") }
            try sandbox.commitAll()
            for name in names { try sandbox.write(name, "two\n") }
            let state = try #require(sandbox.capture().state())
            #expect(state.diff?.split(separator: "\n").count { $0 == "+two" } == names.count)
            #expect(state.diff?.contains("ä ö.txt") == true)
        }
    }

    @Test func `A diff beyond the limit is cut after a line, with a note`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.write("a.txt", "one\n")
            try sandbox.commitAll()
            let line = String(repeating: "word ", count: 20) + "\n"
            try sandbox.write("a.txt", String(repeating: line, count: 100_000))
            let state = try #require(sandbox.capture().state())
            let diff = try #require(state.diff)
            #expect(diff.utf8.count <= 1 << 20 && diff.utf8.count > (1 << 20) - 200)
            #expect(diff.hasSuffix("+" + line))
            #expect(
                state.notes.count == 1 && state.notes[0].hasPrefix("The diff is cut after \(diff.utf8.count) bytes"))
        }
    }

    @Test func `Binary files and bytes that are no text do no harm`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.write("binary", Data([0, 1, 2]))
            try sandbox.write("latin", Data([0xE4, 0x0A]))
            try sandbox.commitAll()
            try sandbox.write("binary", Data([0, 1, 3]))
            try sandbox.write("latin", Data([0xF6, 0x0A]))
            let diff = try #require(sandbox.capture().state()?.diff)
            #expect(diff.contains("Binary files") && diff.contains("+\u{FFFD}"))
        }
    }

    @Test func `Secrets go from the diff, files made of secrets are not in it, and the remote has no password`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            for name in ["a.py", ".env", "deploy/Server.PEM"] { try sandbox.write(name, "old\n") }
            try sandbox.commitAll()
            try sandbox.git("remote", "add", "backup", "https://example.com/backup")
            try sandbox.git("remote", "add", "origin", "https://me:hunter2@example.com/a?token=abcdefghij")
            try sandbox.write("a.py", "password = 'hunter2'\nlearning_rate = 0.1\n")
            try sandbox.write(".env", "HARMLESS=hunter2\n")
            try sandbox.write("deploy/Server.PEM", "hunter2\n")
            let state = try #require(sandbox.capture().state())
            #expect(!"\(state)".contains("hunter2"))
            #expect(state.diff?.contains("+password = '[redacted]'\n+learning_rate = 0.1\n") == true)
            #expect(state.remoteURL == "https://[redacted]@example.com/a?token=[redacted]")
            #expect(
                state.notes == [
                    "Not in the diff, since their names say that they hold secrets: .env, deploy/Server.PEM."
                ])
            #expect(state.document["isDirty"] == true)
        }
    }

    @Test func `A folder that is in no repository, or is missing, has no state`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            var capture = sandbox.capture()
            capture.folder = sandbox.folder.path
            #expect(capture.state() == nil)
            capture = sandbox.capture()
            capture.executable = folder.appending(path: "no-git").path
            #expect(capture.state() == nil)
            capture.executable = nil
            capture.environment = [:]
            #expect(capture.state() == nil)
        }
    }
}
