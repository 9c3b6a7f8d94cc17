import FileFaults
import RegistryCore
import TrainingLog

/// What a run has that is continued.
extension MLLogger {
    /// How long the beginning of a run waits for what it has.
    private static let patience = Duration.seconds(10)

    /// Reads what the run has, so that parameters and readme are not empty. What cannot be read is told, and the run goes on.
    ///
    /// - Parameter openStore: Opens the store that the run is logged to; `nil` for a run that has only files.
    func takeUp(_ run: RunID, from openStore: StoreOpener?) async {
        var isStoreRead = false
        if let openStore {
            isStoreRead = await trying("parameters of the run \(run)") { [params] in
                guard let record = try await Self.reader(openStore).record(RecordID(run), in: .runs) else { return }
                params.takeUp(try Run(document: record).parameters)
            }
        }
        await trying("readme of the run \(run)") { [readme, isStoreRead] in
            // A store that says nothing has been told of already.
            guard try await !readme.takeUp(), isStoreRead, let openStore else { return }
            let filter = Filter.and([
                .field("_run", .equals(.string(run.description))),
                .field("file", .equals(.string(Self.readmeName(of: run)))),
            ])
            guard try await Self.reader(openStore).count(in: .files, matching: filter) > 0 else { return }
            throw RegistryError(
                .notFound,
                "the registry has a record of it, and the file is neither in the run's folder here nor in a bucket.")
        }
    }

    private static func reader(_ openStore: StoreOpener) async throws -> any RecordReader {
        guard let reader = try await openStore() as? any RecordReader else {
            throw RegistryError(.unsupported, "the store is one that is only written to.")
        }
        return reader
    }

    /// The name under which the registry has a run's readme.
    private static func readmeName(of run: RunID) -> String { "\(run)/files/\(MLReadme.fileName)" }

    /// Does something that may take long, or fail, which is told.
    ///
    /// - Returns: Whether it was done.
    @discardableResult
    private func trying(_ what: String, _ work: @escaping @Sendable () async throws -> Void) async -> Bool {
        let (ends, end) = AsyncStream<Result<Void, any Error>>.makeStream()
        let working = Task {
            do {
                end.yield(.success(try await work()))
            } catch {
                end.yield(.failure(error))
            }
            end.finish()
        }
        let timer = Task {
            try await Task.sleep(for: Self.patience)
            end.finish()
        }
        defer {
            working.cancel()
            timer.cancel()
        }
        let result = await ends.first { _ in true }
        // Whoever was cancelled has no use for it.
        guard !Task.isCancelled else { return false }
        switch result {
        case .success?: return true
        case .failure(let error)?: logger.report("The \(what) cannot be read: \(Self.text(of: error))")
        case nil: logger.report("The \(what) cannot be read: nothing answered within ten seconds.")
        }
        return false
    }

    private static func text(of error: any Error) -> String {
        (error as? RegistryError)?.message ?? FileFault.text(of: error)
    }
}
