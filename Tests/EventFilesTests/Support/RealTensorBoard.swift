import Foundation

/// The tensorboard package of the project's test environment (`.venv`).
enum RealTensorBoard {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Why it cannot be used here; `nil` when it can.
    static let absence: String? = {
        do {
            _ = try python("import tensorboard.backend.event_processing.event_accumulator", [])
            return nil
        } catch {
            return "\(error)"
        }
    }()

    /// What tensorboard reads in a folder: for every tag, the steps and values.
    static func scalars(in folder: URL) throws -> [String: [[Double]]] {
        let script = """
            import json, sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            ea = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
            ea.Reload()
            out = {t: [[e.step, e.value] for e in ea.Scalars(t)] for t in ea.Tags()["scalars"]}
            from tensorboard.util.tensor_util import make_ndarray
            for t in ea.Tags()["tensors"]:
                out[t] = [[e.step, float(make_ndarray(e.tensor_proto))] for e in ea.Tensors(t)]
            print(json.dumps(out))
            """
        return try JSONDecoder().decode([String: [[Double]]].self, from: python(script, [folder.path]))
    }

    private static func python(_ script: String, _ arguments: [String]) throws -> Data {
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
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(interpreter.path) cannot import or use tensorboard")
        }
        return data
    }
}
