import ArgumentParser
import RegistryCore
import RegistryWeb

/// `visual-backend export csv`: a table of runs and a table of points.
struct ExportCSVCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Writes runs as comma-separated values: runs.csv and points.csv.",
        discussion: """
            runs.csv has a row for each run, with all parameters, tags and last values of metrics; points.csv one for each point: \
            run, metric, step, time, value. A text that a spreadsheet would take for a formula begins with an apostrophe. Example: \
            visual-backend export csv tables --experiment digits
            """)

    @OptionGroup var options: ExportOptions

    func run() async throws {
        try await Failure.reporting {
            try await options.export { runs, folder in
                let columns = try await Self.columns(of: runs)
                let runCount = try await Self.writeRuns(runs, columns, into: folder)
                let pointCount = try await Self.writePoints(of: runs, into: folder)
                return "Wrote \(runCount) runs and \(pointCount) points into \(folder.path)."
            }
        }
    }

    /// Whatever any of the runs has.
    private static func columns(of runs: ExportedRuns) async throws -> [RunField] {
        var (parameters, tags, metrics): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        try await runs.forEachPage { page in
            for run in page.compactMap({ ListedRun(document: $0).run }) {
                parameters.formUnion(run.flatParameters.map(\.name))
                tags.formUnion(run.tags.keys)
                metrics.formUnion(run.metrics.keys)
            }
        }
        return RunField.attributes + parameters.sorted().map { .parameter($0) } + tags.sorted().map { .tag($0) }
            + metrics.sorted().map { .metric($0, .last) }
    }

    private static func writeRuns(
        _ runs: ExportedRuns, _ columns: [RunField], into folder: ExportFolder
    ) async throws -> Int {
        let file = try folder.file("runs.csv")
        var count = 0
        var hasHead = true
        try await runs.forEachPage { page in
            var table = RunsCSV(columns: columns, now: .now, hasHead: hasHead)
            hasHead = false
            let readable = page.map { ListedRun(document: $0) }
            table.append(readable)
            try file.write(table.text)
            count += readable.count { $0.run != nil }
        }
        try file.close()
        return count
    }

    private static func writePoints(of runs: ExportedRuns, into folder: ExportFolder) async throws -> Int {
        let file = try folder.file("points.csv")
        var count = 0
        try file.write("run,metric,step,time,value\r\n")
        try await runs.forEachPage { page in
            for run in page.compactMap({ ListedRun(document: $0).run }) {
                for metric in run.metrics.keys.sorted() {
                    let start = "\(run.id),\(RunsCSV.cell(.string(metric))),"
                    var points = SeriesPassage(of: SeriesID(run: run.id, metric: metric), in: runs.store)
                    while let part = try await points.next() {
                        for point in part {
                            let value = RunsCSV.cell(.double(point.value))
                            try file.write("\(start)\(point.step.rawValue),\(point.time),\(value)\r\n")
                        }
                        count += part.count
                    }
                }
            }
        }
        try file.close()
        return count
    }
}
