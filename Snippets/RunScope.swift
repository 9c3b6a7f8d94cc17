// A run that throws is marked as failed, with the message, and the error is thrown on.
import LoggerAndViewer

struct Diverged: Error, CustomStringConvertible {
    let step: Int
    var description: String { "The loss is NaN at step \(step)." }
}

let registry = try await DataManager(url: "sqlite:registry.sqlite")
let logger = Logger(logDir: "scope", store: registry.store, configuration: LoggerConfiguration(runName: "scope"))
do {
    try await logger.run {
        for step in 0..<10 {
            let loss = step < 7 ? 1 / Double(step + 1) : .nan
            logger.logScalar("loss", loss, step: Step(Int64(step)))
            if loss.isNaN { throw Diverged(step: step) }
        }
    }
} catch let error as Diverged {
    let run = try await registry.run(logger.runID)
    print("\(error) The registry says: \(run?.status.rawValue ?? "nothing").")
}
await registry.close()
