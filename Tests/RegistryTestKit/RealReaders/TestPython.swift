public import Foundation

/// The Python of the project's test environment (`.venv`), for reading what we write with other people's readers.
public enum TestPython {
    /// A script that did not do what it should.
    public struct Failure: Error, CustomStringConvertible {
        /// Which interpreter failed, and where the reason is.
        public let description: String

        /// A failure with its reason.
        public init(description: String) { self.description = description }
    }

    /// Why `csv` and TensorBoard's readers cannot be used here; `nil` when they can. Suites that need them are disabled
    /// with this text, so that a run shows it.
    public static let absence: String? = {
        do {
            _ = try run("import csv, tensorboard.backend.event_processing.event_accumulator")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()

    /// The rows of a CSV file as Python's `csv` module reads them: for each, its columns by name. A row that does not fit
    /// the header is an error.
    public static func rows(ofCSV path: String) throws -> [[String: String]] {
        let script = """
            import csv, json, sys
            with open(sys.argv[1], newline="", encoding="utf-8") as f:
                rows = list(csv.DictReader(f, strict=True))
            assert not any(None in r or None in r.values() for r in rows), "a row does not fit the header"
            print(json.dumps(rows))
            """
        return try JSONDecoder().decode([[String: String]].self, from: run(script, path))
    }

    /// What TensorBoard reads in a run's folder: for every tag, pairs of step and value.
    public static func scalars(in folder: String) throws -> [String: [[Double]]] {
        let script = """
            import json, sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            from tensorboard.util.tensor_util import make_ndarray
            ea = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
            ea.Reload()
            out = {t: [[e.step, e.value] for e in ea.Scalars(t)] for t in ea.Tags()["scalars"]}
            for t in ea.Tags()["tensors"]:
                out[t] = [[e.step, float(make_ndarray(e.tensor_proto))] for e in ea.Tensors(t)]
            print(json.dumps(out))
            """
        return try JSONDecoder().decode([String: [[Double]]].self, from: run(script, folder))
    }

    /// Runs a script and returns what it wrote to standard output.
    public static func run(_ script: String, _ arguments: String...) throws -> Data {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let interpreter = root.appending(path: ".venv/bin/python")
        guard FileManager.default.isExecutableFile(atPath: interpreter.path) else {
            throw Failure(description: "there is no \(interpreter.path); make test puts it there")
        }
        let process = Process()
        process.executableURL = interpreter
        process.arguments = ["-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(interpreter.path) failed; its standard error says why")
        }
        return data
    }
}
