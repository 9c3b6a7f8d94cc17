import Foundation
public import TrainingLog

extension AddedSink {
    /// Neptune 1.x's offline runs, beside everything else that a logger writes. The service that they were meant for has ended; programs
    /// that read such folders remain, `import neptune` of this registry among them.
    ///
    /// ```swift
    /// var configuration = LoggerConfiguration()
    /// configuration.addedSinks = [.neptune()]
    /// ```
    ///
    /// - Parameter folder: Where the runs' folders go. A relative one is in the folder that is the process's working folder now.
    public static func neptune(in folder: String = ".neptune/offline") -> AddedSink {
        let path = folder.hasPrefix("/") ? folder : "\(FileManager.default.currentDirectoryPath)/\(folder)"
        return AddedSink(name: NeptuneSink.sinkName) { run, startTime in
            NeptuneSink(in: path, run: run, startTime: startTime)
        }
    }
}
