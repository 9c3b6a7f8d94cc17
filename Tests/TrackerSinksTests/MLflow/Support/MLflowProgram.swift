import FileStorage
import Foundation
import RegistryCore
import Testing

/// A real tracking server of MLflow's own, from `.venv-trackers`.
final class MLflowProgram: Sendable {
    /// Why there is none here; `nil` when there is one.
    static let absence: String? =
        ProcessInfo.processInfo.environment["TRACKER_TESTS"] == nil
        ? "not run: make test-trackers runs it"
        : FileManager.default.isExecutableFile(
            atPath: WandBProgram.root.appending(path: ".venv-trackers/bin/mlflow").path)
            ? nil : "not run: there is no .venv-trackers/bin/mlflow"

    /// The one that all tests share: it needs seconds to start.
    static let shared = Result { try MLflowProgram() }

    /// Its address.
    let url: String
    private let input: Pipe

    private init() throws {
        input = Pipe()
        let process = Process()
        process.executableURL = WandBProgram.root.appending(path: ".venv-trackers/bin/python")
        process.arguments = [WandBProgram.root.appending(path: "scripts/mlflow_test_server.py").path]
        // It ends when this ends, however that ends.
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var line = ""
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.unicodeScalars.append(Unicode.Scalar(byte))
        }
        let port = try #require(Int(line), "the server says its port")
        url = "http://127.0.0.1:\(port)"
    }

    /// Asks it.
    func ask(
        _ method: String, query: [(name: String, value: String)] = [], _ body: Document? = nil
    ) async throws -> Document {
        let request = StorageRequest(
            method: body == nil ? "GET" : "POST", scheme: "http", host: String(url.dropFirst("http://".count)),
            path: method.hasPrefix("/") ? method : "/api/2.0/mlflow/\(method)", query: query,
            headers: body == nil ? [] : [("content-type", "application/json")], body: body?.jsonBytes() ?? [])
        let response = try await StorageHTTP.shared.send(request, timeLimit: .seconds(60))
        let bytes = try await response.body.collect(atMost: 1 << 24)
        #expect(response.status == 200, "\(String(decoding: bytes, as: UTF8.self))")
        return try #require(try Value(pythonJSON: bytes).documentValue)
    }

    func hasExperiment(_ name: String) async throws -> Bool {
        let found = try await ask(
            "experiments/search", ["filter": .string("name = '\(name)'"), "max_results": 1])["experiments"]
        return found?.arrayValue?.isEmpty == false
    }

    /// The runs of an experiment that have the tag of a run, as MLflow has them.
    func runs(of run: RunID, experiment: String) async throws -> [Document] {
        let id = try await ask("experiments/get-by-name", query: [("experiment_name", experiment)])["experiment"]?
            .documentValue?["experiment_id"]
        let answer = try await ask(
            "runs/search",
            [
                "experiment_ids": .array([try #require(id)]),
                "filter": .string("tags.`loggerandviewer.run` = '\(run)'"),
            ])
        return answer["runs"]?.arrayValue?.compactMap(\.documentValue) ?? []
    }

    /// All points of a metric.
    func history(_ metric: String, of run: Document) async throws -> [Document] {
        let id = try #require(run["info"]?.documentValue?["run_id"]?.stringValue)
        return try await ask("metrics/get-history", query: [("run_id", id), ("metric_key", metric)])["metrics"]?
            .arrayValue?.compactMap(\.documentValue) ?? []
    }
}
