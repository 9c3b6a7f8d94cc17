import Foundation

/// What the lines of CSV files are called: as people call them where that tells them apart, and as files otherwise.
enum LegendNames {
    /// A file and the one `ModelName` of its records, if they have one.
    typealias Source = (file: URL, model: String?)

    /// One name for each file.
    ///
    /// The model's name is the best; the same model trained twice is told apart by the run's folder, and what that does not
    /// tell apart by the file's name, alone or with as many folders before it as it takes. A file that is given twice has a
    /// number.
    static func names(for sources: [Source]) -> [String] {
        let files = sources.map { $0.file.lastPathComponent }
        let models = zip(sources, files).map { $0.model ?? $1 }
        let runs = zip(sources, files).map { runName(of: $0.file) ?? $1 }
        if let names = [models, runs, files].first(where: isDistinct) { return names }
        let paths = sources.map { $0.file.pathComponents.filter { $0 != "/" } }
        let longest = paths.map(\.count).max() ?? 0
        // Two folders at least: one alone, such as `data`, says little.
        for length in 3...max(3, longest) {
            let names = paths.map { $0.suffix(length).joined(separator: "/") }
            if isDistinct(names) { return names }
        }
        return DistinctNames.numbered(paths.map { $0.suffix(3).joined(separator: "/") })
    }

    private static func isDistinct(_ names: [String]) -> Bool { Set(names).count == names.count }

    /// The folder of a run that holds `data/FILE.csv`, as loggers lay it out; `nil` for a file that lies otherwise.
    private static func runName(of file: URL) -> String? {
        let folders = file.pathComponents.dropLast()
        guard folders.last == "data", let run = folders.dropLast().last, run != "/" else { return nil }
        return run
    }
}
