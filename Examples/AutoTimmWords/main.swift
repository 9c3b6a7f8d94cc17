// The words of AutoTimm: a training logged to TensorBoard and CSV, as a file in YAML says.
//
//     AutoTimmWords [FOLDER]
//
// Writes into the folder, the current one by default: logs/tb, logs/csv, and registry.sqlite beside them.
import Foundation
import LoggerAndViewer

func train(in folder: String) async throws {
    let registry = try await DataManager(url: "sqlite:\(folder)/registry.sqlite")
    let configuration = try AutoTimmConfiguration(
        yaml: """
            logger:
              - backend: tensorboard
                params: {save_dir: "\(folder)/logs/tb", name: words}
              - backend: csv
                params: {save_dir: "\(folder)/logs/csv", name: words, flush_logs_every_n_steps: 100}
            logging:
              log_gradient_norm: true
              log_confusion_matrix: true
            """)
    let manager = try LoggerManager(configs: configuration.loggers, store: registry.store)
    let stages = TrainingStages(manager: manager, config: configuration.logging)
    manager.logHyperparameters(["lr": 0.001, "backbone": "resnet50"])
    for epoch in 0..<3 {
        for batch in 0..<50 {
            let step = Step(Int64(epoch * 50 + batch))
            let rest = 1 / Float(1 + epoch * 50 + batch)
            stages.trainStep(
                loss: Double(rest), learningRate: 0.001, gradients: [[rest, -rest], [rest / 2]], step: step)
        }
        let end = Step(Int64(epoch * 50 + 49))
        stages.validation(loss: 1 / Double(epoch + 1), metrics: ["accuracy": 1 - 0.5 / Double(epoch + 1)], step: end)
        stages.confusionMatrix(
            classes: ["cat", "dog"], counts: [[10 + epoch, 5 - epoch], [4 - epoch, 11 + epoch]], step: end)
    }
    for logger in manager { print(logger) }
    try await manager.close()
    await registry.close()
}

do {
    try await train(in: CommandLine.arguments.dropFirst().first ?? ".")
} catch {
    // An error that leaves the program's top level would be a crash.
    FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
    exit(1)
}
