import BSONCoding
import Foundation
import RegistryCore

@testable import ArtifactRegistry

/// A registry with something of everything that a store can hold.
enum SampleRegistry {
    static let first = RunID(hashing: Array("first".utf8))
    static let second = RunID(hashing: Array("second".utf8))

    /// - Parameter points: how many points the longest series has.
    static func fill(_ store: any RegistryStore, points: Int64 = 300) async throws {
        for (number, id) in [first, second].enumerated() {
            var run = Run(
                id: id, experiment: "digits", name: "run \(number)", status: .finished,
                startTime: WallTime(secondsSince1970: 1_700_000_000), parameters: ["lr": 0.1, "a.b": ["x", nil, 3]],
                tags: ["note": "ä\u{301}"])
            run.notes = "# Notes"
            var document = run.document
            document["import"] = ["tracker": "wandb", "isComplete": true]
            try await store.insert([document], into: .runs)
        }
        for start in stride(from: 0, to: points, by: 70) {
            let part = (start..<min(start + 70, points)).map {
                point(step: $0 / 2 * 2 % 251, value: Double($0) / 3, sequence: $0 / 5)
            }
            try await store.append([SeriesAppend(series: SeriesID(run: first, metric: "loss.train"), points: part)])
        }
        let odd = [Double.nan, .infinity, -.infinity, -0.0, 0.0, .leastNonzeroMagnitude].enumerated().map {
            index, value in
            point(step: Int64(9 - index), value: value, sequence: Int64(index))
        }
        // Two names that look the same.
        for metric in ["\u{E9}", "e\u{301}"] {
            try await store.append([SeriesAppend(series: SeriesID(run: second, metric: metric), points: odd)])
        }
        for part in 0..<4 {
            let lines = (0..<60).map { number in
                LogLine(
                    sequence: Int64(part * 100 + number / 7), time: WallTime(millisecondsSince1970: Int64(number)),
                    level: LogLevel(rawValue: number % 5) ?? .info, text: "line \(number)\n\u{1B}[1mbold")
            }
            try await store.appendLog(lines, to: first)
        }
        try await store.insert(
            (0..<40).map {
                [
                    "_run": .string(first.description), "_seq": .int($0), "ModelName": "auto",
                    "MSE": .double(1 / Double($0)),
                    "Metadata": [["layers": ["deep": .int($0)]], ["when": .date(.now)]],
                ]
            }, into: .artifacts)
        try await store.insert(
            [["file": "weights.bin", "_run": .string(second.description), "_seq": 7, "size": 12]], into: .files)
        try await store.insert(
            [["_id": 5, "raw": .binary(Binary([0, 255], subtype: 4))]], into: try CollectionName("Views-1"))
        try await store.insert([["_id": "runs:\(second)", "time": .date(.now)]], into: .trash)
        try await store.insert([["_id": "key", "answer": 3]], into: .requestKeys)
    }

    /// What a store holds.
    static func summary(of store: any RegistryStore) async throws -> DumpSummary {
        var tally = DumpTally()
        try await RegistryScan(store: store).forEach { try tally.add($0) }
        return tally.summary
    }

    /// Writes a dump of a store.
    @discardableResult
    static func dump(_ store: any RegistryStore, to file: URL) async throws -> DumpSummary {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        return try await DataManager(store: store).dump(to: handle, named: file.path)
    }

    private static func point(step: Int64, value: Double, sequence: Int64) -> SeriesPoint {
        SeriesPoint(
            step: Step(step), time: WallTime(millisecondsSince1970: 1_700_000_000_000 + sequence), value: value,
            sequence: sequence)
    }
}
