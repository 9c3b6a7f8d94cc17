// The words of a logging pipeline: a file says which quantities of a training are logged, and by which routine.
//
//     PipelineWords [FOLDER]
//
// Writes into the folder, the current one by default: logs/words, and registry.sqlite beside it.
import Foundation
import LoggerAndViewer

func train(in folder: String) async throws {
    let registry = try await DataManager(url: "sqlite:\(folder)/registry.sqlite")
    let configuration = try PipelineConfiguration(
        yaml: """
            defaults:
              - override /logger: tensorboard
            logger:
              tensorboard:
                config:
                  loggers: [hparams, metric, image, hist, mesh, checkpoint]
                  tracked_variables:
                    hparams: [lr]
                    metric: [reconstruction_loss]
                    image: [render]
                    hist: [weights]
                    mesh: [surface]
                    checkpoint: [decoder]
            """)
    let logger = Logger(
        logDir: "words", store: registry.store,
        configuration: LoggerConfiguration(logsRoot: "\(folder)/logs", experiment: "words"))
    let pipeline = try LogPipeline(logger: logger, configuration: configuration, status: { print($0) })

    for epoch in 0..<3 {
        for batch in 0..<20 {
            let iteration = epoch * 20 + batch
            let size = 1 / Float(1 + iteration)
            let weights = (0..<50).map { Double($0 - 25) * Double(size) }
            pipeline.logIter([
                "lr": .number(0.001), "reconstruction_loss": .number(Double(size)), "weights": .numbers(weights),
                "render": .image(try ImageArray([UInt8](repeating: UInt8(4 * iteration), count: 64), shape: [8, 8])),
                "surface": .mesh(try Mesh(vertices: [0, 0, 0, size, 0, 0, 0, size, 0], faces: [0, 1, 2])),
                "decoder": .bytes(weights.map { UInt8(truncatingIfNeeded: Int($0)) }),
                // What the file does not name is not logged.
                "gradients": .numbers(weights),
            ])
        }
        pipeline.logEpoch()
    }
    try await pipeline.endLog()
    await registry.close()
}

do {
    try await train(in: CommandLine.arguments.dropFirst().first ?? ".")
} catch {
    // An error that leaves the program's top level would be a crash.
    FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
    exit(1)
}
