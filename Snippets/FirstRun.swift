// The first program of README.md: logs a run, then asks the registry about it.

import LoggerAndViewer

let registry = try await DataManager(url: "sqlite:registry.sqlite")
let logger = Logger(logDir: "first_run", store: registry.store)
for iteration in 1...100 {
    logger.logArtifact([
        "ModelName": "MyModel", "ExperimentName": "FirstRun",
        "Loss": Value(1 / Double(iteration)), "iteration": Value(iteration),
    ])
}
try await logger.close()
let good = try await registry.searchArtifacts("ModelName = 'MyModel' and Loss < 0.02", limit: 5)
print("Small losses:", good.elements.map { $0.fields["Loss"] ?? .null })
await registry.close()
