import BenchmarkKit
import Foundation
import RegistryCore

extension Report {
    /// How often the page is opened.
    private static let looks = 9

    /// What a person waits for: the page that compares long runs, in Chromium, with nothing kept from before.
    mutating func measurePaint(of runs: [RunID], from server: ServedProgram) throws {
        guard let python = ProcessInfo.processInfo.environment["BENCHMARK_BROWSER_PYTHON"] else { return }
        let names = runs.map(\.description).joined(separator: ",")
        let lines = try Program.python(python, script: "first_paint.py")
            .run(["http://127.0.0.1:\(server.port)/compare?runs=\(names)", "\(Self.looks)"])
            .split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
        guard lines.count == Self.looks, lines.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0 > 0 } }) else {
            throw WrongAnswer("Chromium gave no figures for the page that compares runs")
        }
        let what = "\(runs.count) runs of \(Filling.points) points compared in Chromium"
        for (index, moment) in ["first contentful paint", "plots drawn"].enumerated() {
            let times = Times(lines.map { .seconds($0[index] / 1_000) })
            table.add(
                ResultTable.Row(
                    "\(what): \(moment)", .milliseconds(times.median), slowest: .milliseconds(times.slowest),
                    target: .limit(.milliseconds(300))))
        }
    }
}
