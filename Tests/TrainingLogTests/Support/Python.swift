import Foundation

/// The Python of the project's test environment (`.venv`), for reading what we write with other people's readers.
enum Python {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Why it cannot be used here; `nil` when it can.
    static let absence: String? = {
        do {
            _ = try run("import csv, tensorboard.backend.event_processing.event_accumulator", [])
            return nil
        } catch {
            return "\(error)"
        }
    }()

    /// The rows of a CSV file as the `csv` module reads them: for each, its columns by name.
    static func rows(ofCSV path: String) throws -> [[String: String]] {
        let script = """
            import csv, json, sys
            with open(sys.argv[1], newline="", encoding="utf-8") as f:
                rows = list(csv.DictReader(f, strict=True))
            assert not any(None in r or None in r.values() for r in rows), "a row does not fit the header"
            print(json.dumps(rows))
            """
        return try JSONDecoder().decode([[String: String]].self, from: run(script, [path]))
    }

    /// What TensorBoard reads in a folder: for every tag, the steps and values.
    static func scalars(in folder: String) throws -> [String: [[Double]]] {
        let script = """
            import json, sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            ea = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0})
            ea.Reload()
            print(json.dumps({t: [[e.step, e.value] for e in ea.Scalars(t)] for t in ea.Tags()["scalars"]}))
            """
        return try JSONDecoder().decode([String: [[Double]]].self, from: run(script, [folder]))
    }

    private static func run(_ script: String, _ arguments: [String]) throws -> Data {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let interpreter = root.appending(path: ".venv/bin/python")
        guard FileManager.default.isExecutableFile(atPath: interpreter.path) else {
            throw Failure(description: "there is no \(interpreter.path)")
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
            throw Failure(description: "\(interpreter.path) failed; standard error has the reason")
        }
        return data
    }
}
