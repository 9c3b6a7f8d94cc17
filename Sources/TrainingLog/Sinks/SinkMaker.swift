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
        let encoded = EncodedMedia()
        let media = MediaFolder(folder, run: run)
        var makers = [
            SinkMaker(name: "CSV") { CSVSink(folder: folder) },
            SinkMaker(name: "TensorBoard") { TensorBoardSink(folder: folder, startTime: startTime, encoded: encoded) },
            SinkMaker(name: "images") { ImageSink(folder: media, encoded: encoded) },
            SinkMaker(name: "media") { MediaSink(folder: media, encoded: encoded) },
        ]
        if let openStore {
            makers.append(
                SinkMaker(name: "registry") {
                    RegistrySink(
                        run: run, folder: folder, isRecovery: isRecovery, encoded: encoded, openStore: openStore)
                })
        }
        return makers
    }
}
