import RegistryCore
import TrackerFiles

/// Runs each of which is a file or a folder, in the order of their paths. One that cannot be opened is told, and the others are read.
final class PathsSource: RunSource {
    let tracker: Tracker
    private(set) var reports: [String] = []
    private var paths: [String]
    private let openRun: (String) throws -> any SourceRun

    /// - Parameters:
    ///   - paths: The files or folders.
    ///   - openRun: Opens the run at one of them.
    init(_ tracker: Tracker, _ paths: [String], openRun: @escaping (String) throws -> any SourceRun) {
        self.tracker = tracker
        self.paths = paths.sorted().reversed()
        self.openRun = openRun
    }

    func nextRun() throws -> (any SourceRun)? {
        while let path = paths.popLast() {
            do {
                return try openRun(path)
            } catch {
                let message = (error as? TrackerFileError)?.message ?? (error as? RegistryError)?.message ?? "\(error)"
                reports.append(message.contains(path) ? message : "\(path): \(message)")
            }
        }
        return nil
    }
}
