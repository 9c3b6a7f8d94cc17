import Foundation
import LoggerAndViewer

/// Trains small networks on handwritten digits and logs every epoch: a complete user of the registry.
@main
struct TrainDigits {
    static func main() async {
        do {
            guard let options = try Options.parse(Array(CommandLine.arguments.dropFirst())) else {
                print(Options.usage)
                return
            }
            try await train(options)
        } catch {
            FileHandle.standardError.write(Data("TrainDigits: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func train(_ options: Options) async throws {
        var generator = SeededGenerator(seed: 1998)
        let (training, validation) = try Digits.bundled().split(fraction: 0.8, using: &generator)
        let registry = try await DataManager(url: options.store)
        print("\(training.count) images to learn from, \(validation.count) to be tested on")
        for (index, experiment) in Experiment.all.enumerated() {
            let summary = try await log(
                experiment, options, training: training, validation: validation, seed: UInt64(index), in: registry)
            print("[\(index + 1)/\(Experiment.all.count)] \(experiment.name): \(summary)")
        }
        await registry.close()
        print("Logged to \(options.store) and \(options.logDirectory)/")
    }

    /// Trains one network, logs a record after each epoch, and returns the last metrics as text.
    private static func log(
        _ experiment: Experiment, _ options: Options, training: Digits, validation: Digits, seed: UInt64,
        in registry: DataManager
    ) async throws -> String {
        // Reading the list of fields anew makes a new ArtifactID, which groups the records of this run.
        let template = try registry.readArtifactsFromFile(try fieldList().path)
        let parameters: Document = [
            "LearningRate": Value(experiment.decimalLearningRate), "HiddenSize": Value(experiment.hiddenSize),
            "BatchSize": Value(Experiment.batchSize), "Optimizer": "Adam", "Seed": Value(seed),
        ]
        let logger = Logger(
            logDir: experiment.name, store: registry.store,
            configuration: LoggerConfiguration(
                logsRoot: options.logDirectory, runName: experiment.name,
                parameters: Dictionary(uniqueKeysWithValues: parameters.map { ($0.key, $0.value) })))
        var summary = ""
        experiment.run(epochs: options.epochs, training: training, validation: validation, seed: seed) {
            epoch, metrics in
            var record = template
            record["ModelName"] = .string("\(experiment.kind.rawValue)\(experiment.hiddenSize)")
            record["ExperimentName"] = .string("Digits\(experiment.kind.rawValue)")
            record["TrainingIteration"] = Value(epoch)
            record["Completeness"] = Value(Double(epoch) / Double(options.epochs))
            record["Metadata"] = .document(parameters)
            for (name, value) in metrics { record[name] = Value(value) }
            logger.logArtifact(record)
            summary = metrics.map { "\($0.name) \(String(format: "%.4f", $0.value))" }.joined(separator: ", ")
        }
        try await logger.close()
        return summary
    }

    private static func fieldList() throws -> URL {
        guard let file = Bundle.module.url(forResource: "Artifacts", withExtension: "json", subdirectory: "Resources")
        else {
            throw Digits.Malformed(description: "Artifacts.json is missing beside the program; build the example again")
        }
        return file
    }
}
