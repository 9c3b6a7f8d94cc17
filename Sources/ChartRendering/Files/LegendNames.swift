import Foundation

/// What the lines of CSV files are called: as people call them where that tells them apart, and as files otherwise.
enum LegendNames {
    /// A file and the one `ModelName` of its records, if they have one.
    typealias Source = (file: URL, model: String?)

    /// One name for each file.
    ///
    /// The model's name is the best; the same model trained twice is told apart by the run's folder, and what that does not
    /// tell apart by the file's name, alone or with the folders before it.
    static func names(for sources: [Source]) -> [String] {
        let files = sources.map { $0.file.lastPathComponent }
        let models = zip(sources, files).map { $0.model ?? $1 }
        let runs = zip(sources, files).map { runName(of: $0.file) ?? $1 }
        if let names = [models, runs, files].first(where: isDistinct) { return names }
        return sources.map { $0.file.pathComponents.suffix(3).joined(separator: "/") }
    }

    private static func isDistinct(_ names: [String]) -> Bool { Set(names).count == names.count }

    /// The folder of a run that holds `data/FILE.csv`, as loggers lay it out; `nil` for a file that lies otherwise.
    private static func runName(of file: URL) -> String? {
        let folders = file.pathComponents.dropLast()
        guard folders.last == "data", let run = folders.dropLast().last, run != "/" else { return nil }
        return run
    }
}
