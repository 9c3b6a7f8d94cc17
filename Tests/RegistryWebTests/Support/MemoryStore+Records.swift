import RegistryCore

extension MemoryStore {
    /// A store with artifacts.
    static func holding(_ artifacts: [Document]) async throws -> MemoryStore {
        let store = MemoryStore()
        try await store.insert(artifacts, into: .artifacts)
        return store
    }

    /// A store with twelve records of two models, each naming a CSV file.
    static func withTrainings() async throws -> MemoryStore {
        try await holding(
            (1...12).map { number in
                let model = number <= 8 ? "Autoencoder" : "Softmax"
                return [
                    "MSE": .double(1 / Double(number)), "ModelName": .string(model), "ExperimentName": "Digits",
                    "TrainingIteration": .int(Int64(number)), "FileList": [.string("logs/\(model)/data/a.csv")],
                    "Metadata": ["seed": .int(Int64(number))],
                ]
            })
    }
}
