import RegistryCore

/// How a sink comes to be: it is made in the task that uses it.
struct SinkMaker: Sendable {
    /// The sink's name.
    let name: String
    /// Makes the sink. Nothing is opened before its first entry.
    let make: @Sendable () -> any LogSink

    /// The sinks of a run in a folder.
    ///
    /// - Parameter isRecovery: The journal is one of a process that died.
    static func all(
        folder: RunFolder, run: RunID, startTime: WallTime, isRecovery: Bool, openStore: StoreOpener?
    ) -> [SinkMaker] {
        var makers = [
            SinkMaker(name: "CSV") { CSVSink(folder: folder) },
            SinkMaker(name: "TensorBoard") { TensorBoardSink(folder: folder, startTime: startTime) },
            SinkMaker(name: "images") { ImageSink(folder: folder, run: run) },
        ]
        if let openStore {
            makers.append(
                SinkMaker(name: "registry") { RegistrySink(run: run, isRecovery: isRecovery, openStore: openStore) })
        }
        return makers
    }
}
