import RegistryCore
import TrainingLog

/// What is logged; `logger_peer.py` makes the same.
enum Sample {
    static let names = (0..<10).map { "train/metric_\($0)" }

    /// Point number `index` of ten metrics in turns.
    static func point(_ index: Int) -> (name: String, value: Double, step: Step) {
        (names[index % names.count], Double(index % 1_009) / 1_009, Step(Int64(index / names.count)))
    }

    /// The ten numbers of one step.
    static func numbers(_ step: Int) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: names.indices.map { (names[$0], Double((step * 10 + $0) % 1_009) / 1_009) })
    }

    /// Picture number `index`: 64 × 64 pixels in colour, no two of its rows the same.
    static func image(_ index: Int) throws -> ImageArray {
        let side = 64
        let bytes = (0..<(side * side * 3)).map { UInt8(truncatingIfNeeded: ($0 * 7 + $0 / side + index) % 251) }
        return try ImageArray(bytes, shape: [side, side, 3])
    }

    /// Record number `index`: what it belongs to, an iteration and ten numbers.
    static func record(_ index: Int) -> Document {
        var record: Document = [
            "ArtifactID": "65a000000000000000012345", "ModelName": "m", "ExperimentName": "e",
            "TrainingIteration": .int(Int64(index)),
            "Metadata": ["CODE": "1234", "release-date": "2020-01-01"],
        ]
        for (place, name) in names.enumerated() {
            record[name] = .double(Double((index * 10 + place) % 1_009) / 1_009)
        }
        return record
    }
}
