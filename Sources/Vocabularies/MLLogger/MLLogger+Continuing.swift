import FileFaults
import RegistryCore
import TrainingLog

/// What a run has that is continued.
extension MLLogger {
    /// How long the beginning of a run waits for what it has.
    private static let patience = Duration.seconds(10)

    /// Reads what the run has, so that parameters and readme are not empty and steps are counted on. What cannot be read is told, and the run goes
    /// on.
    ///
    /// - Parameter openStore: Opens the store that the run is logged to; `nil` for a run that has only files.
    func takeUp(_ run: RunID, from openStore: StoreOpener?) async {
        var isStoreRead = false
        // Until the store has said how often they were logged.
        metrics.startCountingAnew()
        if let openStore {
            isStoreRead = await trying("parameters of the run \(run)") { [params, metrics] in
                let earlier = try await Self.record(of: run, in: openStore)
                if let earlier { params.takeUp(earlier.parameters) }
                // What comes too late counts what was logged meanwhile as well.
                try Task.checkCancellation()
                metrics.takeUp(earlier.map(Self.counts) ?? [:])
            }
            // Of a process that died the store has its latest values only when its journal has been delivered.
            if isStoreRead, logger.isDeliveringEarlier {
                await trying("latest values of the run \(run)") { [logger, metrics] in
                    await logger.waitForEarlier()
                    try Task.checkCancellation()
                    guard let earlier = try await Self.record(of: run, in: openStore) else { return }
                    try Task.checkCancellation()
                    metrics.takeUp(Self.counts(earlier))
                }
            }
        }
        await trying("readme of the run \(run)") { [readme, isStoreRead] in
            // A store that says nothing has been told of already.
            guard isStoreRead, let openStore else { return try await readme.takeUp() }
            let reader = try await Self.reader(openStore)
            try await readme.takeUp(
                own: try await Self.readme(of: run, in: reader),
                isKnown: { digest in
                    try await reader.count(in: .files, matching: .field("sha256", .equals(.string(digest)))) > 0
                })
        }
    }

    private static func record(of run: RunID, in openStore: StoreOpener) async throws -> Run? {
        try await reader(openStore).record(RecordID(run), in: .runs).map { try Run(document: $0) }
    }

    /// How often each metric of a run was logged.
    private static func counts(_ run: Run) -> [String: Int] { run.metrics.mapValues(\.summary.count) }

    /// The newest of the records that the registry has of a run's readme; `nil` when it has none.
    private static func readme(of run: RunID, in reader: any RecordReader) async throws -> FileRecord? {
        let filter = Filter.and([
            .field("_run", .equals(.string(run.description))),
            .field("file", .equals(.string("\(run)/files/\(MLReadme.fileName)"))),
        ])
        // Each process that logs a run has numbers of its own: which of them came last, only the records' identifiers say.
        let newest = Query(filter, sort: [SortKey("_id", .descending)], limit: 1)
        return try await reader.find(in: .files, newest).elements.first.map { try FileRecord(document: $0) }
    }

    private static func reader(_ openStore: StoreOpener) async throws -> any RecordReader {
        guard let reader = try await openStore() as? any RecordReader else {
            throw RegistryError(.unsupported, "the store is one that is only written to.")
        }
        return reader
    }

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
