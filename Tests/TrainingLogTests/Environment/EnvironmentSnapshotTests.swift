import Dispatch
import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

struct EnvironmentSnapshotTests {
    private let time = WallTime(millisecondsSince1970: 1_700_000_000_000)

    private func capture(in folder: URL) -> EnvironmentCapture {
        EnvironmentCapture(
            startTime: time, timeLimit: .seconds(300), environment: FakeProgram.environment, folder: folder.path,
            nvidiaSMI: folder.appending(path: "missing").path)
    }

    @Test func `A snapshot of this machine has all parts and nothing to complain of`() async throws {
        try await withTemporaryFolder { folder in
            let snapshot = await EnvironmentSnapshot.capture(capture(in: folder))
            let document = snapshot.document
            for field in [
                "startTime", "host", "system", "cpu", "memoryBytes", "process", "variables", "swift", "timeZone",
            ] {
                #expect(document[field] != nil, "\(field)")
            }
            let process = try #require(document["process"]?.documentValue)
            for field in ["id", "user", "workingDirectory", "executable", "arguments"] {
                #expect(process[field] != nil, "\(field)")
            }
            #expect(document["startTime"] == .date(time))
            #expect(snapshot.notes == [] && snapshot.git == nil && document["gpus"] == nil && document["notes"] == nil)
        }
    }

    @Test func `Processors, code, variables and the command line are in it, without secrets`() async throws {
        try await withTemporaryFolder { folder in
            let sandbox = try GitSandbox(in: folder)
            try sandbox.commitAllowingEmpty()
            var capture = capture(in: sandbox.tree)
            capture.environment = sandbox.environment.merging(["RANK": "1", "MY.X": "2", "MY_TOKEN": "hunter2"]) { $1 }
            capture.additionalVariables = ["MY.X", "MY_TOKEN"]
            capture.arguments = ["train", "--password", "hunter2", "--epochs", "3"]
            capture.nvidiaSMI = try FakeProgram.make("smi", in: folder, "echo '0, 81920, 550.1, A100'")
            let snapshot = await EnvironmentSnapshot.capture(capture)
            #expect(!"\(snapshot)".contains("hunter2"))
            #expect(
                snapshot.document["gpus"] == [
                    ["index": 0, "name": "A100", "driver": "550.1", "memoryBytes": .int(81_920 << 20)]
                ])
            #expect(snapshot.document["variables"] == ["MY%2EX": "2", "MY_TOKEN": "[redacted]", "RANK": "1"])
            #expect(
                snapshot.document["process"]?.documentValue?["arguments"]
                    == ["--password", "[redacted]", "--epochs", "3"])
            #expect(
                snapshot.git?.commit != nil && snapshot.document["git"] == snapshot.git.map { .document($0.document) })
            let stored = try Document(bson: snapshot.document.bson())
            #expect(stored == snapshot.document)
        }
    }

    @Test func `What hangs is given up with a note, and the rest is there`() async throws {
        try await withTemporaryFolder { folder in
            let gate = DispatchSemaphore(value: 0)
            var capture = capture(in: folder)
            capture.timeLimit = .milliseconds(500)
            capture.machine = {
                gate.wait()
                return .current()
            }
            capture.user = {
                gate.wait()
                return "me"
            }
            capture.git = try FakeProgram.make("git", in: folder, FakeProgram.hanging(in: folder))
            capture.nvidiaSMI = try FakeProgram.make("smi", in: folder, FakeProgram.hanging(in: folder))
            let snapshot = await EnvironmentSnapshot.capture(capture)
            #expect(snapshot.notes.contains("The machine's description took too long and is missing."))
            #expect(snapshot.notes.contains("The user's name took too long and is missing."))
            #expect(snapshot.notes.contains { $0.contains("processors") || $0.contains("nvidia-smi") })
            #expect(snapshot.document["notes"]?.arrayValue?.count == snapshot.notes.count)
            #expect(snapshot.document["variables"] != nil && snapshot.document["swift"] != nil)
            for _ in 0..<2 { gate.signal() }
        }
    }

    @Test func `A processor program that fails is a note, one that is missing is not`() async throws {
        try await withTemporaryFolder { folder in
            var capture = capture(in: folder)
            capture.nvidiaSMI = try FakeProgram.make("smi", in: folder, "echo 'no driver'; exit 9")
            let snapshot = await EnvironmentSnapshot.capture(capture)
            #expect(snapshot.notes == ["nvidia-smi ended with status 9."])
        }
    }

    @Test func `A capture of a cancelled task ends`() async throws {
        try await withTemporaryFolder { folder in
            var capture = capture(in: folder)
            capture.git = try FakeProgram.make("git", in: folder, FakeProgram.hanging(in: folder))
            let hanging = capture
            let task = Task { await EnvironmentSnapshot.capture(hanging) }
            task.cancel()
            let snapshot = await task.value
            #expect(snapshot.git == nil || snapshot.git?.notes.isEmpty == false)
        }
    }
}

extension GitSandbox {
    fileprivate func commitAllowingEmpty() throws {
        try git("commit", "--quiet", "--allow-empty", "--message", "A commit")
    }
}
