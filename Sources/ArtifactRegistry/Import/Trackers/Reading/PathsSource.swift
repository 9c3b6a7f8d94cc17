import RegistryCore
import TrackerFiles

/// Runs each of which is a file or a folder, in the order of their paths. One that cannot be opened is told, and the others are read.
final class PathsSource: RunSource {
    let tracker: Tracker
    var reports: [String] { folder.reports }
    private(set) var unreadCount = 0
    private let folder: SourceFolder
    private var paths: [String]
    private let openRun: (String, SourceFolder) throws -> any SourceRun

    /// - Parameters:
    ///   - paths: The files or folders.
    ///   - folder: The folder that is imported.
    ///   - openRun: Opens the run at one of them, in the folder.
    init(
        _ tracker: Tracker, _ paths: [String], in folder: SourceFolder,
        openRun: @escaping (String, SourceFolder) throws -> any SourceRun
    ) {
        self.tracker = tracker
        self.folder = folder
        self.paths = paths.sorted().reversed()
        self.openRun = openRun
    }

    func nextRun() throws -> (any SourceRun)? {
        while let path = paths.popLast() {
            do {
                return try openRun(path, folder)
            } catch {
                unreadCount += 1
                let message = (error as? TrackerFileError)?.message ?? (error as? RegistryError)?.message ?? "\(error)"
                folder.report(message.contains(path) ? message : "\(path): \(message)")
            }
        }
        return nil
    }
}
