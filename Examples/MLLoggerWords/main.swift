// The words of ml-logger: parameters, metrics, lines of text, files, charts, and a run for each configuration.
//
//     MLLoggerWords [FOLDER]
//
// Writes into the folder, the current one by default: logs/words, and registry.sqlite beside it.
import Foundation
import LoggerAndViewer

func train(in folder: String) async throws {
    let registry = try await DataManager(url: "sqlite:\(folder)/registry.sqlite")
    let logger = try getLogger("\(folder)/logs/words", store: registry.store)

    let learn = logger.run { (run: MLLogger, learningRate: Double) in
        let training = try run.metrics("train")
        for epoch in 0..<3 {
            for batch in 0..<100 { training.collect("loss", 1 / (1 + learningRate * Double(epoch * 100 + batch))) }
            try run.step(Step(Int64(epoch))) {
                training.flush(aggregation: .mean)
                run.info("Epoch is over", ["worst": training.getStats("loss").map { .double($0.max) } ?? .null])
                let shade = [UInt8](repeating: UInt8(80 * epoch), count: 64)
                try run.files("frames").saveImage("epoch_\(epoch)", ImageArray(shade, shape: [8, 8]))
                run.logHistogram("weights", (0..<50).map { Double($0 * epoch) })
            }
        }
        run.charts.lineChart(["train/*"], title: "Loss", fileName: "loss.png")
        try await run.charts.video("frames/*.png", fps: 5, fileName: "epochs.gif")
        run.logModel("final", ["rate": learningRate])
        run.readme.write("# Words\n\nTrained with a rate of \(learningRate).")
        return training.getStats("loss")?.mean
    }

    try await logger.experiment("words") { experiment in
        for learningRate in [0.001, 0.01] {
            let loss = try await learn(
                learningRate, runName: "lr\(learningRate)",
                hyperparameters: ["optimizer": ["lr": .double(learningRate)]], tags: ["baseline"], in: experiment)
            print("lr \(learningRate): \(loss ?? .nan)")
        }
    }
    await registry.close()
}

do {
    try await train(in: CommandLine.arguments.dropFirst().first ?? ".")
} catch {
    // An error that leaves the program's top level would be a crash.
    FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
    exit(1)
}
