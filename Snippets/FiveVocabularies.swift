// The program of Documentation/FiveVocabularies.md: the same training, logged in the words of five loggers into one registry.
import LoggerAndViewer

// snippet.training
/// A line that learns points of y = 3 x + 1.
struct Line: Codable {
    var slope = 0.0
    var offset = 0.0

    /// Makes a step, and says how far it was off before.
    mutating func train(rate: Double) -> Double {
        var (loss, slopeGradient, offsetGradient) = (0.0, 0.0, 0.0)
        for x in stride(from: 0, to: 1, by: 0.02) {
            let error = slope * x + offset - (3 * x + 1)
            loss += error * error / 50
            slopeGradient += error * x / 25
            offsetGradient += error / 25
        }
        slope -= rate * slopeGradient
        offset -= rate * offsetGradient
        return loss
    }

    /// 64 rows of 64 pixels, dark below the line.
    func picture() throws -> ImageArray {
        let pixels = (0..<64 * 64).map { place -> UInt8 in
            let (x, y) = (Double(place % 64) / 64, Double(63 - place / 64) / 16)
            return y < slope * x + offset ? 40 : 255
        }
        return try ImageArray(pixels, shape: [64, 64])
    }
}
// snippet.end

// snippet.logger
func trainWithLogger(_ registry: DataManager) async throws {
    var line = Line()
    let logger = Logger(
        logDir: "own", store: registry.store,
        configuration: LoggerConfiguration(runName: "Logger", experiment: "Line", parameters: ["lr": 0.2]))
    for step in 0..<20 {
        logger.logScalar("train/loss", line.train(rate: 0.2), step: Step(Int64(step)))
    }
    logger.logImage("line", try line.picture(), step: 19)
    logger.logFile("line.json", encoding: line)
    try await logger.close()
}
// snippet.end

// snippet.mlLogger
func trainWithMLLogger(_ registry: DataManager) async throws {
    let logger = try getLogger("logs", store: registry.store)
    try await logger.experiment("Line") { experiment in
        try await experiment.run("ml-logger", hyperparameters: ["lr": 0.2]) { run in
            var line = Line()
            for step in 0..<20 {
                run.metrics.log("train/loss", line.train(rate: 0.2), step: Step(Int64(step)))
            }
            run.logImage("line", try line.picture(), step: 19)
            run.files.save(line, "line.json")
        }
    }
}
// snippet.end

// snippet.lavd
func trainWithLavd(_ registry: DataManager) async throws {
    var line = Line()
    let logger = LavdLogger(
        "lavd", logDir: "logs", store: registry.store,
        configuration: LoggerConfiguration(runName: "lavd", experiment: "Line", parameters: ["lr": 0.2]))
    for step in logger.progressBar("Train", 0..<20) {
        logger.logScalar(line.train(rate: 0.2), "train/loss", step: Step(Int64(step)))
    }
    logger.logImage(try line.picture(), "line", step: 19)
    logger.saveModel(line, step: 19)
    try await logger.close()
}
// snippet.end

// snippet.autoTimm
func trainWithAutoTimm(_ registry: DataManager) async throws {
    var line = Line()
    let manager = try LoggerManager(
        configs: [
            LoggerConfig(backend: "tensorboard", params: ["save_dir": "logs/tb"]),
            LoggerConfig(backend: "csv", params: ["save_dir": "logs/csv"]),
        ], store: registry.store, configuration: LoggerConfiguration(runName: "AutoTimm", experiment: "Line"))
    let stages = TrainingStages(manager: manager)
    manager.logHyperparameters(["lr": 0.2])
    for step in 0..<20 {
        stages.trainStep(loss: line.train(rate: 0.2), learningRate: 0.2, step: Step(Int64(step)))
    }
    manager.logImage("line", try line.picture(), step: 19)
    manager[0]?.logger.logFile("line.json", encoding: line)
    try await manager.close()
}
// snippet.end

// snippet.pipeline
func trainWithPipeline(_ registry: DataManager) async throws {
    var line = Line()
    let pipeline = try LogPipeline(
        logger: Logger(
            logDir: "pipeline", store: registry.store,
            configuration: LoggerConfiguration(runName: "pipeline", experiment: "Line")),
        configuration: PipelineConfiguration(
            trackedVariables: ["hparams": ["lr"], "metric": ["train/loss"], "image": ["line"]]))
    for _ in 0..<20 {
        let loss = line.train(rate: 0.2)
        pipeline.logIter(["lr": .number(0.2), "train/loss": .number(loss), "line": .image(try line.picture())])
    }
    pipeline.logEpoch()
    pipeline.logger.logFile("line.json", encoding: line)
    try await pipeline.endLog()
}
// snippet.end

// snippet.question
let registry = try await DataManager(url: "sqlite:registry.sqlite")
for train in [trainWithLogger, trainWithMLLogger, trainWithLavd, trainWithAutoTimm, trainWithPipeline] {
    try await train(registry)
}
let runs = try await registry.runs(matching: Filter(expression: "experiment = 'Line' and params.lr = 0.2", in: .runs))
for run in runs.elements {
    let loss = run.metrics["train/loss"]?.summary
    print("\(run.name): \(loss?.count ?? 0) points, last \(loss?.last ?? .nan)")
}
await registry.close()
// snippet.end
