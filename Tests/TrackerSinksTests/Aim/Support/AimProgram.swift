import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

/// A real Aim server and Aim's own package, from `.venv-trackers`.
final class AimProgram: Sendable {
    private static let python = WandBProgram.root.appending(path: ".venv-trackers/bin/python").path

    /// Why there is none here; `nil` when there is one.
    static let absence: String? =
        ProcessInfo.processInfo.environment["TRACKER_TESTS"] == nil
        ? "not run: make test-trackers runs it"
        : FileManager.default.isExecutableFile(atPath: WandBProgram.root.appending(path: ".venv-trackers/bin/aim").path)
            ? nil : "not run: there is no .venv-trackers/bin/aim"

    /// The one that all tests share: it needs seconds to start.
    static let shared = Result { try AimProgram(OwnedFolder()) }

    /// What holds the folder that the server keeps runs in.
    private let owner: OwnedFolder
    private let state: Mutex<(process: Process, input: Pipe, port: Int)>

    /// Its address.
    var repo: String { "aim://127.0.0.1:\(state.withLock { $0.port })" }

    /// Starts one.
    init(_ folder: OwnedFolder) throws {
        owner = folder
        state = Mutex(try Self.start(folder.path, port: 0))
    }

    /// Kills it, so that it can say nothing any more.
    func kill() {
        state.withLock { state in
            Foundation.kill(state.process.processIdentifier, SIGKILL)
            state.process.waitUntilExit()
        }
    }

    /// Starts it again after a kill, at the same address and with the same runs.
    func startAgain() throws {
        try state.withLock { state in state = try Self.start(owner.path, port: state.port) }
    }

    private static func start(_ folder: String, port: Int) throws -> (process: Process, input: Pipe, port: Int) {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [
            WandBProgram.root.appending(path: "scripts/aim_test_server.py").path, folder, "\(port)",
        ]
        let input = Pipe()
        // It ends when this ends, however that ends.
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var line = ""
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return (process, input, try #require(Int(line), "the server says its port"))
    }

    /// What a program of Aim's package prints as JSON.
    static func ask(_ program: String, _ arguments: [String]) throws -> Value {
        let printed = try WandBProgram.run(python, ["-c", program] + arguments)
        return try Value(pythonJSON: Array(printed.utf8))
    }

    /// A run as Aim's own package reads it, after its index was made anew.
    func run(_ hash: String) throws -> Document {
        let answer = try Self.ask(Self.reading, [owner.path, hash])
        return try #require(answer.documentValue, "\(answer.json())")
    }

    /// When a run ended as the part of `aim up` finds it that looks for silent runs, looking twice with time for a sign between.
    func endOfSilence(_ hash: String) throws -> Value? {
        try Self.ask(
            """
            import json, sys, time
            from aim.sdk.repo import Repo
            from aim.sdk.run_status_manager import RunStatusManager
            folder, hash = sys.argv[1:]
            repo = Repo.from_path(folder)
            manager = RunStatusManager(repo)
            manager.check_and_terminate_stalled_runs()
            time.sleep(12)
            manager.check_and_terminate_stalled_runs()
            tree = repo.request_tree("meta", hash, read_only=True).subtree(("meta", "chunks", hash))
            print(json.dumps({"end": tree.get("end_time")}))
            """, [owner.path, hash]
        ).documentValue?["end"]
    }

    private static let reading = """
        import json, subprocess, sys, os
        folder, hash = sys.argv[1:]
        made = subprocess.run([os.path.dirname(sys.executable) + "/aim", "storage", "--repo", folder, "reindex"],
                              input=b"y\\n" * 9, capture_output=True)
        assert made.returncode == 0, made.stderr
        import aim
        from aim.storage.context import Context
        repo = aim.Repo.from_path(folder)
        found = [run for run in repo.iter_runs() if run.hash == hash]
        assert len(found) == 1, found
        run = found[0]
        def points(metric):
            return [[step, repr(value), None if epoch != epoch else epoch, time]
                    for step, (value, epoch, time) in metric.data.items()]
        metrics = [{"name": m.name, "context": m.context.to_dict(), "points": points(m), "last": m.last_step()}
                   for m in run.metrics()]
        def values(sequence, show):
            return None if not sequence else [[step, show(value)] for step, value in sequence.values.items()]
        def image(value):
            picture = value.to_pil_image()
            return [picture.width, picture.height, picture.format, picture.mode, list(picture.convert("RGBA").getpixel((0, 0))),
                    value.caption, getattr(picture, "n_frames", 1)]
        empty = Context({})
        traces = run.meta_run_tree.get("traces", {})
        trace = {name: {key: repr(value) for key, value in fields.items()} for context in traces.values()
                 for name, fields in context.items()}
        logs = run.get_terminal_logs()
        lines = [] if not logs else [[step, value.data] for step, (value,) in logs.data.view("val").range(0, logs.last_step() + 1)]
        print(json.dumps({
            "name": run.name, "experiment": run.experiment, "description": run.description, "tags": sorted(run.tags),
            "creation": run.creation_time, "end": run.end_time, "active": run.active, "attributes": run[...],
            "metrics": metrics, "traces": trace, "lines": lines,
            "image": values(run.get_image_sequence("samples/first", empty), image),
            "video": values(run.get_image_sequence("clip", empty), image),
            "text": values(run.get_text_sequence("note", empty), lambda text: text.data),
            "sound": values(run.get_audio_sequence("beep", empty), lambda sound: [
                sound.json()["format"], sound.get().read()[:4].decode(), sound.json()["caption"]]),
            "distribution": values(run.get_distribution_sequence("weights", empty), lambda one: [
                one.weights.tolist(), list(one.range)]),
        }))
        """
}
