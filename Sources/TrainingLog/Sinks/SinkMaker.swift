import RegistryCore

/// How a sink comes to be: it is made in the task that uses it.
struct SinkMaker: Sendable {
    /// The sink's name.
    let name: String
    /// Makes the sink. Nothing is opened before its first entry.
    let make: @Sendable () -> any LogSink

    /// The sinks of a run in a folder.
    ///
    /// - Parameters:
    ///   - recovered: The journal of a process that died which they are for; `nil` for a run's own.
    ///   - hasLabelledFiles: Whether labelled files are written. Those of a recovered journal are when its process wrote them. Default:
    ///     no.
    static func all(
        folder: RunFolder, run: RunID, startTime: WallTime, recovered: JournalFolder?, hasLabelledFiles: Bool = false,
        openStore: StoreOpener?
    ) -> [SinkMaker] {
        let isRecovery = recovered != nil
        // A folder that cannot be listed is not delivered at all, and comes again.
        let hadLabelledFiles = recovered.map { ((try? $0.checkpointNames()) ?? []).contains(FolderSink.sinkName) }
        let hasLabelledFiles = hadLabelledFiles ?? hasLabelledFiles
        let encoded = EncodedMedia()
        let media = MediaFolder(folder, run: run)
        var makers = [
            SinkMaker(name: "CSV") { CSVSink(folder: folder) },
            SinkMaker(name: "TensorBoard") { TensorBoardSink(folder: folder, startTime: startTime, encoded: encoded) },
            SinkMaker(name: "images") { ImageSink(folder: media, encoded: encoded) },
            SinkMaker(name: "media") { MediaSink(folder: media, encoded: encoded) },
        ]
        if hasLabelledFiles {
            makers.append(
                SinkMaker(name: FolderSink.sinkName) { FolderSink(folder: folder, run: run, encoded: encoded) })
        }
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
