import Foundation
public import TrainingLog

extension AddedSink {
    /// Comet's offline experiments, beside everything else that a logger writes; `comet upload` takes them.
    ///
    /// ```swift
    /// var configuration = LoggerConfiguration()
    /// configuration.addedSinks = [.comet(in: "comet")]
    /// ```
    ///
    /// - Parameters:
    ///   - folder: Where the zip files go. A relative one is in the folder that is the process's working folder now.
    ///   - project: Comet's project. Default: the run's experiment.
    ///   - workspace: Comet's workspace; empty for the one that the key of whoever uploads belongs to.
    public static func comet(in folder: String = "comet", project: String = "", workspace: String = "") -> AddedSink {
        let path = folder.hasPrefix("/") ? folder : "\(FileManager.default.currentDirectoryPath)/\(folder)"
        return AddedSink(name: CometSink.sinkName) { run, startTime in
            CometSink(in: path, run: run, startTime: startTime, project: project, workspace: workspace)
        }
    }
}
