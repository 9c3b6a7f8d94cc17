import Foundation
import RegistryCore
import RegistryTestKit
import SinkTestKit
import Testing
import TrackerSinks
import TrainingLog

/// What arrives at a real tracking server.
@Suite(.enabled(if: MLflowProgram.absence == nil, Comment(rawValue: MLflowProgram.absence ?? "")))
struct RealMLflowTests {
    private let server: MLflowProgram
    private let experiment = "tests \(UUID().uuidString)"

    init() throws { server = try MLflowProgram.shared.get() }

    private func newRun() -> RunID {
        var generator = SystemRandomNumberGenerator()
        return RunID(time: FakeMLflow.start, using: &generator)
    }

    private func sink(_ run: RunID, _ change: (inout MLflowConfiguration) -> Void = { _ in }) throws -> MLflowSink {
        var configuration = MLflowConfiguration(trackingURL: server.url, experiment: experiment)
        change(&configuration)
        return try MLflowSink(configuration, run: run, startTime: FakeMLflow.start)
    }

    private struct Place: SinkPlace {
        let server: MLflowProgram
        let experiment: String
        let run: RunID
        let http = FlakyHTTP()
        let entries = SinkContract.records(5)

        func makeSink() -> any LogSink {
            var configuration = MLflowConfiguration(trackingURL: server.url, experiment: experiment)
            configuration.http = http
            do {
                return try MLflowSink(configuration, run: run, startTime: FakeMLflow.start)
            } catch {
                Issue.record(error)
                return NoSink()
            }
        }

        func arrived() async throws -> [Int64] {
            var values: [Int64] = []
            for found in try await server.runs(of: run, experiment: experiment) {
                values += try await server.history("Loss", of: found).compactMap { point in
                    point["value"]?.numberValue.map { Int64($0) }
                }
            }
            return values
        }

        var faultCount: Int { FlakyHTTP.Fault.allCases.count }
        func breakDown(_ fault: Int) { http.set(FlakyHTTP.Fault(rawValue: fault)) }
        func mend() { http.set(nil) }
    }

    @Test func `MLflow's runs keep the contract`() async throws {
        try await SinkContract { Place(server: server, experiment: experiment, run: newRun()) }.check()
    }

    @Test func `a logger's run is there with everything that MLflow has a place for`() async throws {
        let folder = try OwnedFolder()
        var configuration = LoggerConfiguration(
            logsRoot: folder.path, runName: "a run", experiment: experiment,
            parameters: ["lr": 0.1, "net": ["depth": 3]],
            tags: ["owner": "me"], systemMetricsInterval: nil, handlesTerminationSignals: false)
        configuration.addedSinks = [try .mlflow(MLflowConfiguration(trackingURL: server.url, tags: ["more": "x"]))]
        let logger = Logger(logDir: "run", configuration: configuration)
        for step in 0..<2_500 { logger.logScalar("train/loss", 1 / Double(step + 1), step: Step(Int64(step))) }
        logger.logScalars(["nan": .nan, "up": .infinity, "down": -.infinity], step: 3)
        logger.logImage(
            "samples/first", try ImageArray([UInt8](repeating: 7, count: 300 * 2), shape: [2, 300]), step: 4)
        logger.logFile("weights/last one.bin", bytes: [1, 2, 3], fileType: "weights", step: 4)
        try await logger.close(status: .failed, message: "out of memory")

        let run = try #require(try await server.runs(of: logger.runID, experiment: experiment).first)
        let info = try #require(run["info"]?.documentValue)
        #expect(info["run_name"] == "a run" && info["status"] == "FAILED" && info["end_time"]?.intValue != nil)
        let data = try #require(run["data"]?.documentValue)
        func texts(_ field: String) -> [String: String] {
            let items = data[field]?.arrayValue?.compactMap(\.documentValue) ?? []
            return Dictionary(items.map { ($0["key"]?.stringValue ?? "", $0["value"]?.stringValue ?? "") }) { $1 }
        }
        #expect(texts("params") == ["lr": "0.1", "net.depth": "3"])
        let tags = texts("tags")
        #expect(tags["owner"] == "me" && tags["more"] == "x" && tags["mlflow.loggedImages"] == "True")
        #expect(tags["mlflow.user"]?.isEmpty == false && tags["mlflow.source.name"]?.isEmpty == false)
        #expect(tags["loggerandviewer.statusMessage"] == "out of memory")
        let loss = try await server.history("train/loss", of: run)
        #expect(loss.count == 2_500)
        #expect(loss.last?["step"] == 2_499 && loss.last?["value"] == .double(1 / 2_500))
        #expect(try await server.history("nan", of: run).first?["value"] == "NaN")
        // MLflow keeps infinities as the largest numbers.
        let up = try await server.history("up", of: run).first?["value"]
        #expect(up == "Infinity" || (up?.numberValue ?? 0) > 1e308)

        let id = try #require(info["run_id"]?.stringValue)
        func files(_ path: String) async throws -> [String] {
            let answer = try await server.ask("artifacts/list", query: [("run_id", id), ("path", path)])
            return answer["files"]?.arrayValue?.compactMap { $0.documentValue?["path"]?.stringValue } ?? []
        }
        #expect(try await files("weights") == ["weights/last one.bin"])
        let images = try await files("images").sorted()
        #expect(images.count == 2 && images.allSatisfy { $0.hasPrefix("images/samples~first+step+4+timestamp+") })
        #expect(images.first?.hasSuffix("+compressed.png") == true && images.last?.hasSuffix(".png") == true)
    }

    @Test func `a parameter that changes is told once, and everything else goes on`() async throws {
        let run = newRun()
        let sink = try sink(run)
        func change(_ sequence: Int64, _ values: [String: Value]) -> LogEntry {
            FakeMLflow.entry(sequence, .parameters(ParameterChange(values: values)))
        }
        #expect(try await sink.deliver([change(0, ["lr": 0.1])]).isEmpty)
        let rejected = try await sink.deliver([
            change(1, ["lr": 0.2, "depth": 3]), change(2, ["lr": 0.3]),
            FakeMLflow.entry(3, .scalar(NamedNumber(name: "loss", value: 1), Step(0))),
        ])
        #expect(rejected.map(\.sequence) == [1] && rejected.first?.isForGood == true)
        let message = (rejected.first?.reason as? RegistryError)?.message ?? ""
        #expect(message.contains("Changing param values is not allowed") && message.contains("lr"), "\(message)")
        let found = try #require(try await server.runs(of: run, experiment: experiment).first)
        let parameters = found["data"]?.documentValue?["params"]?.arrayValue?.compactMap(\.documentValue) ?? []
        #expect(Set(parameters.compactMap { $0["key"]?.stringValue }) == ["lr", "depth"])
        #expect(parameters.contains { $0["key"] == "lr" && $0["value"] == "0.1" })
        #expect(try await server.history("loss", of: found).count == 1)
    }

    @Test func `a run that is taken up again goes on as the same one, and who took it up ends it`() async throws {
        let run = newRun()
        func record(_ taker: String?) -> Document {
            var record = Run(
                id: run, experiment: experiment, startTime: FakeMLflow.start,
                parameters: ["lr": .double(taker == nil ? 0.1 : 0.2)]
            ).document
            record["takenUpBy"] = taker.map { .string($0) }
            return record
        }
        func status() async throws -> Value? {
            let found = try await server.runs(of: run, experiment: experiment)
            #expect(found.count == 1)
            return found.first?["info"]?.documentValue?["status"]
        }
        let ending = RunEnding(status: .finished, time: WallTime(millisecondsSince1970: 1_700_000_100_000))
        let first = try sink(run)
        _ = try await first.deliver([FakeMLflow.entry(0, .start(record(nil), isResumed: false))])
        #expect(try await status() == "RUNNING")
        try await first.finish(ending)
        #expect(try await status() == "FINISHED")
        let second = try sink(run)
        let rejected = try await second.deliver([
            FakeMLflow.entry(1_000, .start(record("second"), isResumed: true)),
            FakeMLflow.entry(1_001, .scalar(NamedNumber(name: "loss", value: 1), Step(0))),
        ])
        // The parameters of a run that is continued stay as they are, and nothing is to be told of that.
        #expect(rejected.isEmpty)
        #expect(try await status() == "RUNNING")
        // What the first one left behind is delivered late.
        try await first.finish(ending)
        #expect(try await status() == "RUNNING")
        try await second.finish(RunEnding(status: .killed, time: ending.time))
        #expect(try await status() == "KILLED")
    }

    @Test func `a server whose answers are lost for a while has everything once in the end`() async throws {
        let folder = try OwnedFolder()
        let http = FlakyHTTP()
        var mlflow = MLflowConfiguration(trackingURL: server.url)
        mlflow.http = http
        var configuration = LoggerConfiguration(
            logsRoot: folder.path, experiment: experiment, capturesEnvironment: false, systemMetricsInterval: nil,
            handlesTerminationSignals: false, onProblem: { _ in })
        configuration.addedSinks = [try .mlflow(mlflow)]
        let logger = Logger(logDir: "run", configuration: configuration)
        http.set(.answerLost)
        for step in 0..<1_500 { logger.logScalar("loss", Double(step), step: Step(Int64(step))) }
        // Its experiment and the run are each made by a request whose answer is lost, and found when the next one asks.
        for _ in 0..<600 {
            if try await server.hasExperiment(experiment),
                try await !server.runs(of: logger.runID, experiment: experiment).isEmpty
            {
                break
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        let error = await #expect(throws: RegistryError.self) { try await logger.close(deadline: .seconds(3)) }
        #expect(error?.message.contains("MLflow") == true)
        #expect(try await server.runs(of: logger.runID, experiment: experiment).count == 1)
        http.set(nil)
        // Whoever comes next in the folder brings what is missing, unless the first one does while it lives.
        let next = Logger(logDir: "run", configuration: configuration)
        next.logScalar("other", 1, step: 0)
        try await next.close()
        for _ in 0..<200 {
            let found = try await server.runs(of: logger.runID, experiment: experiment)
            if found.first?["info"]?.documentValue?["status"] == "FINISHED" { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        let found = try await server.runs(of: logger.runID, experiment: experiment)
        #expect(found.count == 1)
        let run = try #require(found.first)
        #expect(run["info"]?.documentValue?["status"] == "FINISHED")
        let values = try await server.history("loss", of: run).compactMap { $0["value"]?.numberValue }
        #expect(values.sorted() == (0..<1_500).map(Double.init))
    }

    @Test func `a server that has no experiment of a name makes it, and a deleted one is said`() async throws {
        let entry = FakeMLflow.entry(0, .scalar(NamedNumber(name: "loss", value: 1), Step(0)))
        _ = try await sink(newRun()).deliver([entry])
        let id = try await server.ask("experiments/get-by-name", query: [("experiment_name", experiment)])[
            "experiment"]?
            .documentValue?["experiment_id"]
        _ = try await server.ask("experiments/delete", ["experiment_id": try #require(id)])
        let error = await #expect(throws: RegistryError.self) {
            _ = try await self.sink(self.newRun()).deliver([entry])
        }
        #expect(error?.code == .unavailable && error?.message.contains("was deleted") == true)
    }

    @Test func `what a server refuses is told in its words`() async throws {
        let run = newRun()
        let sink = try sink(run)
        let point = FakeMLflow.entry(0, .scalar(NamedNumber(name: "loss", value: 1), Step(0)))
        _ = try await sink.deliver([point])
        let found = try #require(try await server.runs(of: run, experiment: experiment).first)
        let id = try #require(found["info"]?.documentValue?["run_id"])
        _ = try await server.ask("runs/delete", ["run_id": id])
        let rejected = try await sink.deliver([point])
        #expect(rejected.map(\.sequence) == [0] && rejected.first?.isForGood == true)
        let message = (rejected.first?.reason as? RegistryError)?.message ?? ""
        #expect(message.contains("active"), "\(message)")
    }
}
