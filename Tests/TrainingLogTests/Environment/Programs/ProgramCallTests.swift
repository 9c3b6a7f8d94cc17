import ChildPrograms
import Foundation
import RegistryTestKit
import Testing

@testable import TrainingLog

struct ProgramCallTests {
    private func run(
        _ script: String, timeLimit: Duration = .seconds(60), outputLimit: Int = 1 << 20,
        cancellation: CancellationFlag = CancellationFlag(), in folder: URL
    ) async throws -> ProgramResult? {
        let call = ProgramCall(
            executable: try FakeProgram.make(in: folder, script), arguments: ["a b", "$HOME"],
            environment: FakeProgram.environment, timeLimit: timeLimit, outputLimitInBytes: outputLimit,
            cancellation: cancellation)
        return await BoundedWork.run("test", within: .seconds(300)) { call.run() }
    }

    @Test func `A program gets its arguments as they are, and its output and status come back`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await run("printf '%s|' \"$@\"; echo problem >&2; exit 3", in: folder)
            #expect(
                result == ProgramResult(ending: .exited(3), output: Array("a b|$HOME|".utf8), errorText: "problem\n"))
            #expect(result?.complaint(about: "it") == "it ended with status 3: problem")
        }
    }

    @Test func `Nothing is inherited but what is given, and there is nothing to read`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await run("cat; /usr/bin/env | grep -c HOME; exit 0", in: folder)
            #expect(result.map { String(decoding: $0.output, as: UTF8.self) } == "0\n")
        }
    }

    @Test func `Output beyond one pipe's room comes whole`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await run("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2", in: folder)
            #expect(result?.ending == .exited(0))
            #expect(result?.output.count == 300_000)
        }
    }

    @Test func `Output without end is cut at the limit`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await run("cat /dev/zero", outputLimit: 1_000, in: folder)
            #expect(result == ProgramResult(ending: .cut, output: [UInt8](repeating: 0, count: 1_000)))
        }
    }

    @Test func `A program that hangs is ended`() async throws {
        try await withTemporaryFolder { folder in
            let hanging = FakeProgram.hanging(in: folder)
            let result = try await run(hanging, timeLimit: .milliseconds(300), in: folder)
            #expect(result?.ending == .timedOut)
        }
    }

    @Test func `What a program has started ends with it, and what it wrote is kept`() async throws {
        try await withTemporaryFolder { folder in
            let (cancellation, alive) = (CancellationFlag(), folder.appending(path: "alive").path)
            try #require(await FakeProgram.shell("mkfifo '\(alive)' '\(alive)2'").hasSucceeded)
            // Both programs hold the pipe open; its reader comes to the end when both are gone.
            let script = "echo before; exec 9> '\(alive)'; echo > '\(alive)2'; " + FakeProgram.hanging(in: folder)
            async let result = run(script, cancellation: cancellation, in: folder)
            async let reader = FakeProgram.shell("cat '\(alive)'")
            try #require(await FakeProgram.shell("cat '\(alive)2'").hasSucceeded)
            cancellation.cancel()
            #expect(await reader.hasSucceeded)
            #expect(try await result == ProgramResult(ending: .cancelled, output: Array("before\n".utf8)))
        }
    }

    @Test func `A program that closed its output and hangs is ended`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await run(
                "exec > /dev/null 2>&1; " + FakeProgram.hanging(in: folder), timeLimit: .milliseconds(300), in: folder)
            #expect(result?.ending == .timedOut)
        }
    }

    @Test func `What a program leaves behind is not waited for, and ends`() async throws {
        try await withTemporaryFolder { folder in
            let fifo = folder.appending(path: "left").path
            let result = try await run("mkfifo '\(fifo)'; echo done; (cat '\(fifo)') & exit 0", in: folder)
            #expect(result?.ending == .exited(0))
            #expect(result?.output == Array("done\n".utf8))
        }
    }

    @Test func `A cancelled program is ended`() async throws {
        try await withTemporaryFolder { folder in
            let cancellation = CancellationFlag()
            cancellation.cancel()
            let result = try await run(FakeProgram.hanging(in: folder), cancellation: cancellation, in: folder)
            #expect(result?.ending == .cancelled)
        }
    }

    @Test func `A program that is not there, or is none, says so`() async throws {
        try await withTemporaryFolder { folder in
            try Data("text".utf8).write(to: folder.appending(path: "text"))
            for name in ["missing", "text", ""] {
                let call = ProgramCall(
                    executable: folder.appending(path: name).path, arguments: [], environment: [:],
                    timeLimit: .seconds(60),
                    outputLimitInBytes: 10)
                guard case .notStarted = call.run().ending else {
                    Issue.record("\(name) was started")
                    continue
                }
            }
        }
    }

    @Test func `A program that crashes says by which signal`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await run("kill -9 $$", in: folder)
            #expect(result?.ending == .crashed(signal: 9))
        }
    }

    @Test func `Programs are found in absolute folders only`() async throws {
        try await withTemporaryFolder { folder in
            let program = try FakeProgram.make("tool", in: folder, "exit 0")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "other/tool"), withIntermediateDirectories: true)
            #expect(ProgramSearch.find("tool", path: "::.:bin:\(folder.path)/other:\(folder.path)") == program)
            #expect(ProgramSearch.find("tool", path: nil, alsoIn: [folder.path]) == program)
            #expect(ProgramSearch.find("tool", path: nil) == nil)
        }
    }
}
