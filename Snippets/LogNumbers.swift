// Logs single numbers and several numbers of one step, with everything on the disk when a call returns.
import LoggerAndViewer

let registry = try await DataManager(url: "sqlite:registry.sqlite")
var configuration = LoggerConfiguration(
    runName: "numbers", experiment: "Snippets", parameters: ["learningRate": 0.01, "optimizer": "adam"])
configuration.durability = .written
let logger = Logger(logDir: "numbers", store: registry.store, configuration: configuration)
for step in 0..<100 {
    let loss = 1 / Double(step + 1)
    logger.logScalar("train/loss", loss, step: Step(Int64(step)))
    if step % 10 == 0 {
        logger.logScalars(["validation/loss": loss * 1.1, "validation/accuracy": 1 - loss], step: Step(Int64(step)))
    }
}
try await logger.close()
let series = try await registry.points(of: "train/loss", run: logger.runID, atMost: 10)
print("The run \(logger.runID) has \(series.count) points.")
await registry.close()
