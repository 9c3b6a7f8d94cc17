import ArgumentParser
import EventFiles
import Foundation
import RegistryCore
import RegistryWeb

/// `visual-backend export tensorboard`: runs as a log directory of TensorBoard's.
struct ExportTensorBoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tensorboard", abstract: "Writes runs as a log directory that TensorBoard reads.",
        discussion: """
            A folder for each run, below one for its experiment, with its points as scalars, its parameters for the table of \
            hyperparameters, and its notes as text. TensorBoard's scalars have 32 bits. Example: visual-backend export \
            tensorboard logdir --experiment digits && tensorboard --logdir logdir
            """)

    @OptionGroup var options: ExportOptions

    func run() async throws {
        try await Failure.reporting {
            try await options.export { runs, folder in
                var (runCount, pointCount) = (0, 0)
                try await runs.forEachPage { page in
                    for run in page.compactMap({ ListedRun(document: $0).run }) {
                        do {
                            pointCount += try await TensorBoardRun(run, store: runs.store).write(below: folder.url)
                        } catch let error as EventFileError {
                            throw RegistryError(
                                .unavailable, "An event file cannot be written: \(error.message).", underlying: error)
                        }
                        runCount += 1
                    }
                }
                return "Wrote \(runCount) runs and \(pointCount) points into \(folder.path)."
            }
        }
    }
}
