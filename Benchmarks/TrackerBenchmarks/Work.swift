import BenchmarkKit
import Foundation
import RegistryCore
import TrackerSinks
import TrainingLog

/// One thing that is measured, of ours. Points are those of ten metrics.
enum Work: String, CaseIterable {
    case mlflow
    case mlflowLogger = "mlflow-logger"
    case wandb
    case wandbLogger = "wandb-logger"

    var title: String {
        switch self {
        case .mlflow: "MLflow's sink, beside log_metric"
        case .mlflowLogger: "a logger with MLflow's sink, until close(), beside log_metric"
        case .wandb: "W&B's sink, beside offline log of ten metrics"
        case .wandbLogger: "a logger with W&B's sink, until close(), beside offline log of ten metrics"
        }
    }

    /// What `tracker_peer.py` calls the client.
    var peer: String { self == .mlflow || self == .mlflowLogger ? "mlflow" : "wandb" }

    /// Whether the client takes as many points in the same time, nearly.
    var peerIsQuick: Bool { peer == "wandb" }

    /// How many times as fast as the client.
    var target: Double { peer == "mlflow" ? 5 : 20 }

    /// Does it in this process.
    func run(_ count: Int, in folder: String) async throws -> Cost {
        switch self {
        case .mlflow, .wandb: try await deliver(count, in: folder)
        case .mlflowLogger, .wandbLogger: try await log(count, in: folder)
        }
    }

    private static let names = (0..<10).map { "train/metric_\($0)" }

    private static func numbers(_ step: Int) -> [NamedNumber] {
        names.enumerated().map { index, name in
            NamedNumber(name: name, value: Double((step * 10 + index) % 1_009) / 1_009)
        }
    }

    private var mlflowConfiguration: MLflowConfiguration {
        get throws {
            guard var configuration = MLflowConfiguration(environment: ProcessInfo.processInfo.environment) else {
                throw WrongAnswer("MLFLOW_TRACKING_URI names no server")
            }
            configuration.experiment = "benchmark of the sink"
            return configuration
        }
    }

    /// The sink alone, in portions as a lane gives them.
    private func deliver(_ count: Int, in folder: String) async throws -> Cost {
        var generator = SystemRandomNumberGenerator()
        let start = WallTime.now
        let id = RunID(time: start, using: &generator)
        let sink: any LogSink =
            peer == "mlflow"
            ? try MLflowSink(try mlflowConfiguration, run: id, startTime: start)
            : WandBSink(in: folder, run: id, startTime: start)
        let record = Run(id: id, experiment: "benchmark", startTime: start).document
        let first = [LogEntry(sequence: 0, time: start, content: .start(record, isResumed: false))]
        // Set-up is not counted for the clients either.
        _ = try await sink.prepare(for: first)
        _ = try await sink.deliver(first)
        return try await Cost(of: count) {
            let steps = count / Self.names.count
            for begin in stride(from: 0, to: steps, by: 1_000) {
                let entries = (begin..<min(begin + 1_000, steps)).map { step in
                    LogEntry(
                        sequence: Int64(step + 1), time: .now, content: .scalars(Self.numbers(step), Step(Int64(step))))
                }
                _ = try await sink.prepare(for: entries)
                guard try await sink.deliver(entries).isEmpty else { throw WrongAnswer("points were refused") }
            }
            try await sink.finish(RunEnding(status: .finished, time: .now))
            _ = try await sink.checkpoint()
        }
    }

    /// All of a logger, whose files and journal are written as well.
    private func log(_ count: Int, in folder: String) async throws -> Cost {
        var configuration = LoggerConfiguration(logsRoot: folder, systemMetricsInterval: nil)
        configuration.addedSinks = [
            peer == "mlflow" ? try .mlflow(try mlflowConfiguration) : .wandb(in: "\(folder)/wandb")
        ]
        let logger = Logger(logDir: "run", configuration: configuration)
        return try await Cost(of: count) {
            for step in 0..<(count / Self.names.count) {
                logger.logScalars(
                    Dictionary(Self.numbers(step).map { ($0.name, $0.value) }) { $1 }, step: Step(Int64(step)))
            }
            try await logger.close(deadline: .seconds(3_600))
        }
    }
}
