// The words of ml-logger: parameters, metrics, lines of text, and a run for each configuration.
import LoggerAndViewer

let registry = try await DataManager(url: "sqlite:registry.sqlite")
let logger = try MLLogger(logDir: "words", store: registry.store)

let train = logger.run { (run: MLLogger, learningRate: Double) in
    let training = try run.metrics("train")
    for epoch in 0..<3 {
        for batch in 0..<100 { training.collect("loss", 1 / (1 + learningRate * Double(epoch * 100 + batch))) }
        run.step(Step(Int64(epoch))) {
            training.flush(aggregation: .mean)
            run.info("Epoch is over", ["worst": training.getStats("loss").map { .double($0.max) } ?? .null])
        }
    }
    return training.getStats("loss")?.mean
}

try await logger.experiment("words") { experiment in
    for learningRate in [0.001, 0.01] {
        let loss = try await train(
            learningRate, runName: "lr\(learningRate)", hyperparameters: ["optimizer": ["lr": .double(learningRate)]],
            tags: ["baseline"], in: experiment)
        print("lr \(learningRate): \(loss ?? .nan)")
    }
}
await registry.close()
