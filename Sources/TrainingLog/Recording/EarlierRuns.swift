/// Another folder whose journals a logger brings to their places, beside those of its own folder: where each start of a program has a new
/// folder, nobody else comes back to what one that died left. It may be the logger's own folder as well, where several loggers share one and
/// not all have the same sinks.
///
/// Runs keep their own folders and sinks. A journal is left alone when it has yet to reach a sink that the logger has not: taking it up would
/// not end it, and would keep it from a logger that can. That is told once.
package struct EarlierRuns: Sendable {
    let folder: RunFolder
    /// The sinks beside the logger's own, as these runs had them.
    let addedSinks: [AddedSink]
    /// Whether they were for a registry, where their journals do not say it. Those that were not do not reach that of the logger.
    package let hadRegistry: Bool
    /// Where their journals may lie.
    let roots: [String]

    /// - Parameters:
    ///   - logsRoot: The folder of all logs.
    ///   - logDir: The runs' folder in it.
    ///   - addedSinks: The sinks beside the logger's own, as these runs had them.
    ///   - hadRegistry: Whether they were for a registry. Default: yes.
    package init(logsRoot: String, logDir: String, addedSinks: [AddedSink], hadRegistry: Bool = true) {
        folder = RunFolder(logsRoot: logsRoot, logDir: logDir)
        self.addedSinks = addedSinks
        self.hadRegistry = hadRegistry
        roots = JournalRoots(folder).all
    }

    /// Whether journals may lie where those of a folder do: most starts of a program have left none.
    ///
    /// - Parameters:
    ///   - logsRoot: The folder of all logs.
    ///   - logDir: The runs' folder in it.
    package static func mayHaveJournals(logsRoot: String, logDir: String) -> Bool {
        JournalRoots(RunFolder(logsRoot: logsRoot, logDir: logDir)).all.contains { root in
            do {
                return try !JournalFolder.all(in: root).isEmpty
            } catch {
                // Whoever takes them up says why they cannot be seen.
                return true
            }
        }
    }

    /// Whether a journal of them is for a registry: each names its sinks from its beginning on. Runs that share a folder differ in it, and
    /// what is noted of the folder is said by one of them.
    func hadRegistry(_ journal: JournalFolder) -> Bool {
        // One that cannot be looked into now may have been: taken for one that had none, it would be ended without the registry.
        guard let names = try? journal.checkpointNames(), !names.isEmpty else { return hadRegistry }
        return names.contains(SafeFileName.encode(RegistrySink.sinkName))
    }
}

extension [EarlierRuns] {
    /// Those that a journal is of; `nil` for one of the logger's own folder.
    func owner(of journal: JournalFolder) -> EarlierRuns? {
        guard !isEmpty else { return nil }
        let root = PathText.parent(of: journal.path)
        return first { $0.roots.contains(root) }
    }
}
