import ArgumentParser
import Foundation
import LoggerAndViewer

/// Trains small networks on handwritten digits and logs every epoch: a complete user of the registry.
@main
struct TrainDigits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains small networks on handwritten digits and logs every epoch.")

    @Option(help: ArgumentHelp("Where the records go: sqlite:PATH or mongodb://…", valueName: "url"))
    var store = "sqlite:registry.sqlite"

    @Option(help: ArgumentHelp("The folder for CSV and TensorBoard files.", valueName: "dir"))
    var logDir = "logs"

    @Option(help: ArgumentHelp("How often each network sees all images.", valueName: "n"))
    var epochs = 20

    func validate() throws {
        guard 1...10_000 ~= epochs else {
            throw ValidationError("--epochs is a whole number from 1 to 10000, not \(epochs)")
        }
    }

    func run() async throws {
        var generator = SeededGenerator(seed: 1)
        let (training, validation) = try Digits.bundled().split(fraction: 0.8, using: &generator)
        let registry = try await DataManager(url: store)
        print("\(training.count) images to learn from, \(validation.count) to be tested on")
        for (index, experiment) in Experiment.all.enumerated() {
            let summary = try await log(
                experiment, training: training, validation: validation, seed: UInt64(index), in: registry)
            print("[\(index + 1)/\(Experiment.all.count)] \(experiment.name): \(summary)")
        }
        await registry.close()
        print("Logged to \(registry.store.displayName) and \(logDir)/")
    }

    /// Trains one network, logs a record after each epoch, and returns the last metrics as text.
    private func log(
        _ experiment: Experiment, training: Digits, validation: Digits, seed: UInt64, in registry: DataManager
    ) async throws -> String {
        // Each template has an ArtifactID of its own, which groups the records of this run.
        let template = try ArtifactTemplate(fieldTypes: [
            "ExperimentName": "string", "TrainingIteration": "integer", "Completeness": "float",
        ])
        let parameters: Document = [
            "LearningRate": Value(experiment.decimalLearningRate), "HiddenSize": Value(experiment.hiddenSize),
            "BatchSize": Value(Experiment.batchSize), "Optimizer": "Adam", "Seed": Value(seed),
        ]
        let logger = Logger(
            logDir: experiment.name, store: registry.store,
            configuration: LoggerConfiguration(
                logsRoot: logDir, runName: experiment.name,
                parameters: Dictionary(uniqueKeysWithValues: parameters.map { ($0.key, $0.value) })))
        var summary = ""
        experiment.run(epochs: epochs, training: training, validation: validation, seed: seed) {
            epoch, metrics in
            var record = template.record
            record["ModelName"] = .string("\(experiment.kind.rawValue.lowercased())-\(experiment.hiddenSize)")
            record["ExperimentName"] = .string("Digits\(experiment.kind.rawValue)")
            record["TrainingIteration"] = Value(epoch)
            record["Completeness"] = Value(Double(epoch) / Double(epochs))
            record["Metadata"] = .document(parameters)
            for (name, value) in metrics { record[name] = Value(value) }
            logger.logArtifact(record)
            summary = metrics.map { "\($0.name) \(String(format: "%.4f", $0.value))" }.joined(separator: ", ")
        }
        try await logger.close()
        return summary
    }
}
