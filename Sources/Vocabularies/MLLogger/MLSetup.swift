import FileStorage
import MediaFiles
import RegistryCore
import TrainingLog

/// What the loggers of scopes are made with.
struct MLSetup: Sendable {
    var logDir: String
    let openStore: StoreOpener?
    var configuration: LoggerConfiguration
    let window: Int
    let keptValues: Int
    /// Where saved files go beside the disk.
    var files: (any FileStore)?

    /// The setup of a scope: in a folder within, and with changes of the configuration.
    func inside(_ name: String, _ change: (inout LoggerConfiguration) -> Void) -> MLSetup {
        var inner = self
        inner.logDir = logDir.isEmpty ? name : "\(logDir)/\(name)"
        change(&inner.configuration)
        return inner
    }

    /// The setup with which a run goes on; see ``MLLogger/run(_:name:isolation:_:)``.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none.
    func continuing(_ run: RunID, name: String?) async throws -> MLSetup {
        if let name {
            try Namespace.check(name, of: .run)
            return inside(name) { _ in }
        }
        var inner = self
        if let place = RunPlaces.place(of: run, in: configuration.logsRoot) {
            inner.logDir = place.logDir
            inner.configuration.experiment = place.experiment
            return inner
        }
        let logsRoot = configuration.logsRoot
        // Of as many folders as there are.
        let found = try await OwnThread.run("run search") { _ in
            RunSearch.logDir(ofJournalOf: run, logsRoot: logsRoot)
        }
        if let found { inner.logDir = found }
        return inner
    }

    /// Where saved files go beside the disk, for a logger of this folder.
    var storedFiles: StoredFiles? { files.map { StoredFiles(store: $0, folder: logDir) } }

    func makeLogger(resuming run: RunID?) -> Logger {
        var configuration = configuration
        // As the registry has those that are set later: else the same parameter could have two names.
        configuration.parameters = ParameterTree.flat(
            ParameterTree.expandedAsFarAsPossible(configuration.parameters))
        if let storedFiles { configuration.addedSinks.append(storedFiles.sink) }
        if let run { return .resume(run, logDir: logDir, configuration: configuration, openStore: openStore) }
        guard let openStore else { return Logger(logDir: logDir, configuration: configuration) }
        return Logger(logDir: logDir, configuration: configuration, openStore: openStore)
    }
}
