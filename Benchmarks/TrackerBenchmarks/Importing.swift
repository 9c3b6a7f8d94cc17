import BenchmarkKit
import Foundation

/// What a tracker left behind, brought into an empty SQLite file by `visual-backend import`: the whole command, as somebody
/// waits for it.
enum Importing: String, CaseIterable {
    case mlflow
    case tensorBoard = "tensorboard"

    private static let rounds = 3

    private var title: String {
        switch self {
        case .mlflow: "rows of metrics in MLflow's SQLite file, imported"
        case .tensorBoard: "scalars in a TensorBoard folder, imported"
        }
    }

    /// Adds its row. The tracker's own packages write what is imported, once.
    func measure(_ points: Int, python: String, in folder: URL, _ table: inout ResultTable) throws {
        let place = folder.appending(path: "import-\(rawValue)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let written = try Program.python(python, script: "tracker_samples.py").run([rawValue, "\(points)", place.path])
        let source = written.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        var times: [Duration] = []
        for round in 0..<Self.rounds {
            let store = "sqlite:\(place.appending(path: "\(round).sqlite").path)"
            let clock = ContinuousClock.now
            let said = try Program.beside("visual-backend").run(["import", rawValue, source, "--store", store])
            times.append(.now - clock)
            guard said.contains("Points: \(points) stored") else {
                throw WrongAnswer("not all of \(points) points were imported: \(said)")
            }
        }
        let result = Times(times)
        // Of a million, within ten seconds; of fewer, in proportion.
        table.add(
            ResultTable.Row(
                "\(Double(points).grouped) \(title)", .milliseconds(result.median),
                slowest: .milliseconds(result.slowest),
                target: .limit(.milliseconds(Double(points) / 100))))
    }
}
