// Continues a run, into a store that may be away: it is opened in the background, and tried again until it is there.
import LoggerAndViewer

let openStore: StoreOpener = { try await DataManager(url: "sqlite:registry.sqlite").store }

let first = Logger(logDir: "resumed", configuration: LoggerConfiguration(runName: "resumed"), openStore: openStore)
for step in 0..<50 { first.logScalar("loss", 1 / Double(step + 1), step: Step(Int64(step))) }
try await first.close(status: .killed, message: "The machine was needed for something else.")

let second = Logger.resume(first.runID, logDir: "resumed", openStore: openStore)
for step in 50..<100 { second.logScalar("loss", 1 / Double(step + 1), step: Step(Int64(step))) }
try await second.close()
print("The run \(second.runID) went on.")
