import ArgumentParser
import RegistryCore
import RegistryWeb

/// `visual-backend export jsonl`: each run with all that belongs to it as lines of JSON.
struct ExportLinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jsonl",
        abstract: "Writes each run with its artifacts, files' records, points and log as lines of JSON.",
        discussion: """
            A file for each run, named by its identifier, as GET /api/v1/runs/{id}/export gives it: lines of the kinds run, \
            artifact, file, points and log, and last one of the kind end. Example: visual-backend export jsonl lines \
            --filter 'status = "finished"'
            """)

    @OptionGroup var options: ExportOptions

    func run() async throws {
        try await Failure.reporting {
            try await options.export { runs, folder in
                var count = 0
                try await runs.forEachPage { page in
                    for record in page {
                        // What has no identifier of a run has nothing that belongs to it.
                        guard let id = record["_id"]?.stringValue.flatMap(RunID.init) else { continue }
                        let file = try folder.file("\(id).jsonl")
                        try await RunExport(run: id, record: record, store: runs.store).write { try file.write($0) }
                        try file.close()
                        count += 1
                    }
                }
                return "Wrote \(count) runs into \(folder.path)."
            }
        }
    }
}
