import RegistryCore

/// How a sink comes to be: it is made in the task that uses it.
struct SinkMaker: Sendable {
    /// The sink's name.
    let name: String
    /// The address of the server that it leads to, which the journal notes; `nil` for none.
    var address: String?
    /// Its place is not to be had as the run begins, or what another one left is brought there. Whoever waits for the end has it tried once
    /// more, and does not wait for it longer.
    var isPlaceClosed = false
    /// Makes the sink. Nothing is opened before its first entry.
    let make: @Sendable () -> any LogSink

    init(name: String, make: @escaping @Sendable () -> any LogSink) {
        self.name = name
        self.make = make
    }

    /// The sinks of a run in a folder.
    ///
    /// - Parameters:
    ///   - journal: What they are fed from.
    ///   - isRecovery: Its process has died.
    ///   - hasLabelledFiles: Whether labelled files are written. Those of a recovered journal are when its process wrote them. Default:
    ///     no.
    ///   - report: Is told of a run that was to be continued and that the store does not have. Default: nobody is.
    static func all(
        folder: RunFolder, journal: JournalFolder, startTime: WallTime, isRecovery: Bool,
        hasLabelledFiles: Bool = false, openStore: StoreOpener?, report: (@Sendable (LogProblem) -> Void)? = nil
    ) -> [SinkMaker] {
        // A folder that cannot be listed is not delivered at all, and comes again.
        let hasLabelledFiles =
            isRecovery ? ((try? journal.checkpointNames()) ?? []).contains(FolderSink.sinkName) : hasLabelledFiles
        let encoded = EncodedMedia()
        let media = MediaFolder(folder, owner: journal.name, isRecovery: isRecovery)
        var makers = [
            SinkMaker(name: "CSV") { CSVSink(folder: folder) },
            SinkMaker(name: "TensorBoard") { TensorBoardSink(folder: folder, startTime: startTime, encoded: encoded) },
            SinkMaker(name: "images") { ImageSink(folder: media, encoded: encoded) },
            SinkMaker(name: MediaSink.sinkName) { MediaSink(folder: media, encoded: encoded) },
        ]
        if hasLabelledFiles {
            makers.append(
                SinkMaker(name: FolderSink.sinkName) {
                    FolderSink(folder: folder, owner: journal.name, isRecovery: isRecovery, encoded: encoded)
                })
        }
        // The journal lies elsewhere where nothing can be written into the folder. Of one that was left, that may be over.
        if PathText.parent(of: journal.path) != folder.journalPath, !isRecovery || JournalRoots(folder).isUsualClosed {
            for index in makers.indices { makers[index].isPlaceClosed = true }
        }
        if let openStore {
            let unknownRun = report.map { UnknownRun(journal, in: folder, report: $0) }
            makers.append(
                SinkMaker(name: RegistrySink.sinkName) {
                    RegistrySink(
                        run: journal.run, folder: folder, isRecovery: isRecovery, encoded: encoded,
                        unknownRun: unknownRun, openStore: openStore)
                })
        }
        return makers
    }
}
