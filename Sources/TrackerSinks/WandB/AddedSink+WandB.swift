import Foundation
public import TrainingLog

extension AddedSink {
    /// W&B's offline runs, beside everything else that a logger writes; `wandb sync` takes them.
    ///
    /// ```swift
    /// var configuration = LoggerConfiguration()
    /// configuration.addedSinks = [.wandb(in: "wandb")]
    /// ```
    ///
    /// - Parameters:
    ///   - folder: Where the runs' folders go. A relative one is in the folder that is the process's working folder now.
    ///   - project: W&B's project. Default: the run's experiment.
    public static func wandb(in folder: String = "wandb", project: String = "") -> AddedSink {
        wandb(in: folder, WandBSettings(project: project))
    }

    /// W&B's offline runs, with what W&B calls a run and what it belongs to.
    ///
    /// - Parameters:
    ///   - folder: Where the runs' folders go. A relative one is in the folder that is the process's working folder now.
    ///   - settings: Names, notes, group and tags.
    public static func wandb(in folder: String = "wandb", _ settings: WandBSettings) -> AddedSink {
        let path = folder.hasPrefix("/") ? folder : "\(FileManager.default.currentDirectoryPath)/\(folder)"
        return AddedSink(name: WandBSink.sinkName) { run, startTime in
            WandBSink(in: path, run: run, startTime: startTime, settings: settings)
        }
    }
}
