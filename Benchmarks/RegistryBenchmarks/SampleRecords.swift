import RegistryCore

/// Records of ten fields, the same as `pymongo_peer.py` makes.
enum SampleRecords {
    /// How many different models there are.
    static let models = 200

    /// The name of one of the models.
    static func modelName(_ number: Int) -> String {
        let digits = String(number % models)
        return "net-" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// Record number `index`.
    static func record(_ index: Int) -> Document {
        [
            "ModelName": .string(modelName(index)), "ExperimentName": .string("experiment-\(index / 7 % 50)"),
            "iteration": .int(Int64(index)), "Accuracy": .double(Double(index % 1_000) / 1_000),
            "MSE": .double(1 / Double(index + 1)), "LearningRate": 0.001, "Optimizer": "adam",
            "Device": "node-\(index % 16)", "Finished": .bool(index % 3 == 0),
            "StartedAt": .date(WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(index))),
        ]
    }

    /// So many records in batches of 1,000, made one batch at a time.
    static func batches(_ count: Int) -> some Sequence<[Document]> {
        stride(from: 0, to: count, by: 1_000).lazy.map { start in
            (start..<min(start + 1_000, count)).map(record)
        }
    }

    /// Point number `index` of the long metric: a noisy curve, logged every second.
    static func point(_ index: Int) -> SeriesPoint {
        let noise = Double(index &* 2_654_435_761 % 1_000) / 1_000
        return SeriesPoint(
            step: Step(Int64(index)), time: WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(index) * 1_000),
            value: 1 / Double(1 + index / 1_000) + noise, sequence: Int64(index))
    }
}
