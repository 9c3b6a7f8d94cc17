import RegistryCore
import TrackerFiles

/// W&B's offline runs: `.wandb` files, in their folders or without.
final class WandBSource: RunSource {
    let tracker = Tracker.wandb
    private(set) var reports: [String] = []
    private var paths: [String]

    /// - Parameter paths: the `.wandb` files.
    init(paths: [String]) { self.paths = paths.sorted().reversed() }

    func nextRun() throws -> (any SourceRun)? {
        while let path = paths.popLast() {
            do {
                return WandBRunReader(path, try WandBFileReader(path))
            } catch {
                reports.append(error.message)
            }
        }
        return nil
    }
}
