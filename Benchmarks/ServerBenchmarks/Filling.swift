import ArtifactRegistry
import BenchmarkKit
import RegistryCore

/// What the stores hold while the server is measured.
enum Filling {
    /// How many models the artifacts are of.
    static let models = 1_000

    /// How many runs there are to search.
    static let runs = 5_000

    /// How many points each of the long runs has.
    static let points = 1_000_000

    /// The name of one of the models.
    static func model(_ number: Int) -> String {
        let digits = String(number % models)
        return "model-" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// Artifacts of a dozen fields, some of them nested; the models one after another.
    static func addArtifacts(_ count: Int, to registry: DataManager) async throws {
        for start in stride(from: 0, to: count, by: 2_000) {
            let records = (start..<min(start + 2_000, count)).map { index -> Document in
                let mse = Double(index &* 2_654_435_761 % 10_000) / 10_000
                return [
                    "ModelName": .string(model(index)), "ExperimentName": .string("exp-\(index / 7 % 100)"),
                    "TrainingIteration": .int(Int64(index / 1_000)), "MSE": .double(mse),
                    "Accuracy": .double(1 - mse / 2), "tags": .array([.string("tag\(index % 37)"), "dev"]),
                    "FileList": .array([.string("logs/exp-\(index % 100)/data/\(index).csv")]),
                    "metadata": .document([
                        "lr": 0.001, "batch": .int(Int64(16 << (index % 4))), "author": .string("user\(index % 23)"),
                        "dataset": .string("set-\(index % 7)"), "notes": "a baseline that was run again",
                    ]),
                ]
            }
            try await registry.addArtifacts(records)
        }
    }

    /// Runs with three metrics, four parameters and a tag each.
    static func addRuns(to registry: DataManager) async throws {
        for index in 0..<runs {
            let run = try await registry.createRun(
                experiment: "perf", name: "r\(index)",
                parameters: [
                    "lr": .double(0.1 / Double(1 + index % 9)), "batch": .int(Int64(16 << (index % 4))),
                    "dataset": .string("set-\(index % 7)"), "model": .string(model(index)),
                ], tags: ["owner": "v\(index % 50)"])
            let value = Double(index &* 2_654_435_761 % 10_000) / 10_000
            try await registry.appendPoints(
                ["mse", "acc", "loss"].map { metric in
                    SeriesAppend(
                        series: SeriesID(run: run.id, metric: metric),
                        points: [SeriesPoint(step: Step(1), time: run.startTime, value: value, sequence: 1)])
                })
        }
    }

    /// Runs with a long metric each.
    static func addLongRuns(_ count: Int, to registry: DataManager) async throws -> [RunID] {
        var runs: [RunID] = []
        for number in 0..<count {
            let run = try await registry.createRun(experiment: "long", name: "long \(number)")
            let series = SeriesID(run: run.id, metric: "loss")
            for start in stride(from: 0, to: points, by: 100_000) {
                let portion = (start..<start + 100_000).map { point($0, at: run.startTime) }
                try await registry.appendPoints([SeriesAppend(series: series, points: portion)])
            }
            runs.append(run.id)
        }
        return runs
    }

    /// Point number `index` of a noisy curve that falls.
    private static func point(_ index: Int, at time: WallTime) -> SeriesPoint {
        let noise = Double(index &* 2_654_435_761 % 1_000) / 1_000
        let value = 1 / Double(1 + index / 1_000) + noise
        return SeriesPoint(step: Step(Int64(index)), time: time, value: value, sequence: Int64(index + 1))
    }
}
