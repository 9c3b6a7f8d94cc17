import ChildPrograms
import Foundation
import RegistryTestKit
import Testing

@testable import TrainingLog

/// What a repository's own files must not make git do.
@Suite(.enabled(if: GitSandbox.absence == nil, "\(GitSandbox.absence ?? "")"))
struct GitSafetyTests {
    @Test func `No program runs that the repository's configuration names`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            let trace = sandbox.folder.appending(path: "ran")
            let program = try FakeProgram.make("evil", in: sandbox.folder, "echo \"$@\" >> '\(trace.path)'; cat")
            try sandbox.write("a.txt", "one\n")
            try sandbox.write("b.odd", "one\n")
            try sandbox.commitAll()
            try sandbox.write(
                ".gitattributes",
                "*.txt diff=evil filter=evil\n*.odd diff=external filter=Evil.Two working-tree-encoding=UTF-8\n")
            for name in ["evil", "Evil.Two"] {
                for key in ["clean", "smudge", "process"] {
                    try sandbox.git("config", "filter.\(name).\(key)", program)
                }
                try sandbox.git("config", "filter.\(name).required", "true")
            }
            try sandbox.git("config", "diff.evil.textconv", program)
            try sandbox.git("config", "diff.external.command", program)
            for key in [
                "diff.external", "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "pager.diff",
            ] {
                try sandbox.git("config", key, program)
            }
            try sandbox.git("config", "core.hooksPath", sandbox.folder.path)
            _ = try FakeProgram.make("post-index-change", in: sandbox.folder, "echo hook >> '\(trace.path)'")
            try? FileManager.default.removeItem(at: trace)
            try sandbox.write("a.txt", "two\n")
            try sandbox.write("b.odd", "two\n")
            let index = try Data(contentsOf: sandbox.tree.appending(path: ".git/index"))
            let state = try #require(sandbox.capture().state())
            #expect(state.diff?.split(separator: "\n").count { $0 == "+two" } == 2)
            #expect(
                !FileManager.default.fileExists(atPath: trace.path),
                "\((try? String(contentsOf: trace, encoding: .utf8)) ?? "")")
            #expect(try Data(contentsOf: sandbox.tree.appending(path: ".git/index")) == index, "nothing is written")
            // What the test is worth: git by itself does run them.
            _ = try? sandbox.git("diff")
            #expect(FileManager.default.fileExists(atPath: trace.path))
        }
    }

    @Test func `A filter whose name cannot be turned off leaves the state without a diff`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            let trace = sandbox.folder.appending(path: "ran")
            let program = try FakeProgram.make("evil", in: sandbox.folder, "echo >> '\(trace.path)'; cat")
            try sandbox.write("a.txt", "one\n")
            try sandbox.commitAll()
            try sandbox.write(".gitattributes", "*.txt filter=a=b\n")
            try sandbox.git("config", "filter.a=b.clean", program)
            try sandbox.write("a.txt", "two\n")
            let state = try #require(sandbox.capture().state())
            #expect(state.diff == nil && state.isDirty == nil && state.notes.count == 1)
            #expect(!FileManager.default.fileExists(atPath: trace.path))
        }
    }

    @Test func `A submodule counts by its commit, and git does not run in it`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            let trace = sandbox.folder.appending(path: "ran")
            let program = try FakeProgram.make("evil", in: sandbox.folder, "echo >> '\(trace.path)'; cat")
            let inner = try GitSandbox(in: sandbox.folder.appending(path: "inner"))
            try inner.write("x.txt", "one\n")
            try inner.commitAll()
            try sandbox.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.tree.path, "part")
            try sandbox.commitAll()
            let before = try #require(sandbox.capture().state())
            #expect(before.isDirty == false)
            try sandbox.git("-C", "part", "config", "filter.evil.clean", program)
            try sandbox.write("part/.gitattributes", "* filter=evil\n")
            try sandbox.write("part/x.txt", "two\n")
            #expect(sandbox.capture().state() == before)
            #expect(!FileManager.default.fileExists(atPath: trace.path))
            try sandbox.git(
                "-C", "part", "-c", "user.name=T", "-c", "user.email=t@e.x", "commit", "-qm", "x", "--allow-empty")
            let after = try #require(sandbox.capture().state())
            #expect(after.diff?.contains("+Subproject commit ") == true)
        }
    }

    @Test func `Variables of this process that lead git elsewhere are not passed on`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            let program = try FakeProgram.make("evil", in: sandbox.folder, "echo >> '\(folder.path)/ran'")
            try sandbox.write("a.txt", "one\n")
            try sandbox.commitAll()
            try sandbox.write("a.txt", "two\n")
            var capture = sandbox.capture()
            capture.environment["GIT_DIR"] = "/nowhere"
            capture.environment["GIT_EXTERNAL_DIFF"] = program
            #expect(capture.state()?.diff?.contains("+two") == true)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "ran").path))
        }
    }

    @Test func `A repository without a working tree has no state`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.git("init", "--quiet", "--bare", "bare.git")
            var capture = sandbox.capture()
            capture.folder = sandbox.tree.appending(path: "bare.git").path
            #expect(capture.state() == nil)
        }
    }

    @Test func `A git that hangs is ended at the time limit`() async throws {
        try await withTemporaryFolder { folder in
            let hanging = try FakeProgram.make("git", in: folder, FakeProgram.hanging(in: folder))
            let capture = GitCapture(
                folder: folder.path, environment: FakeProgram.environment, executable: hanging,
                timeLimit: .milliseconds(300))
            #expect(capture.state()?.notes == ["git rev-parse took too long and was ended."])
        }
    }

    @Test func `A git that hangs half way leaves what was said until then`() async throws {
        try await withTemporaryFolder { folder in
            let fifo = folder.appending(path: "started").path
            try #require(await FakeProgram.shell("mkfifo '\(fifo)'").hasSucceeded)
            let script = """
                case "$*" in
                *rev-parse*) echo '\(folder.path)' ;;
                *config*--get-regexp*) printf 'remote.origin.url\\nhttps://example.com/x\\0' ;;
                *" status "*) printf '# branch.oid abc\\0# branch.head main\\0' ;;
                *) echo > '\(fifo)'; \(FakeProgram.hanging(in: folder)) ;;
                esac
                """
            let program = try FakeProgram.make("git", in: folder, script)
            let cancellation = CancellationFlag()
            let capture = GitCapture(
                folder: folder.path, environment: FakeProgram.environment, executable: program,
                timeLimit: .seconds(300),
                cancellation: cancellation)
            async let captured = BoundedWork.run("test", within: .seconds(300)) { capture.state() }
            try #require(await FakeProgram.shell("cat '\(fifo)'").hasSucceeded)
            cancellation.cancel()
            let state = try #require(await captured ?? nil)
            #expect(state.commit == "abc" && state.branch == "main" && state.remoteURL == "https://example.com/x")
            #expect(state.notes == ["git ls-files was ended because the capture was cancelled."])
        }
    }

    @Test func `A git that fails says why, without secrets`() async throws {
        try await withTemporaryFolder { folder in
            let program = try FakeProgram.make(
                "git", in: folder, "echo 'fatal: detected dubious ownership at https://a:b@c' >&2; exit 128")
            let capture = GitCapture(
                folder: folder.path, environment: FakeProgram.environment, executable: program, timeLimit: .seconds(300)
            )
            #expect(
                capture.state()?.notes
                    == [
                        "git rev-parse ended with status 128: fatal: detected dubious ownership at https://[redacted]@c."
                    ])
        }
    }
}
