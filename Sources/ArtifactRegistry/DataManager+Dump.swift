public import Foundation
import RegistryCore

extension DataManager {
    /// Writes everything that the registry holds into a file: every record of every collection, the points of all series and
    /// the lines of all logs, what is in the trash as well. `Documentation/Exporting.md` describes the file.
    ///
    /// Memory stays the same however large the registry is. It is no snapshot: what is logged meanwhile may be in it or not,
    /// and nothing is in it twice.
    ///
    /// - Parameters:
    ///   - file: where to; written from where it stands on, so that it may be a pipe.
    ///   - name: what it is called in errors.
    ///   - onProgress: is told now and then how many records, points and lines have been written.
    /// - Returns: what was written.
    /// - Throws: ``RegistryError``; `unavailable` when the file cannot be written.
    public func dump(
        to file: FileHandle, named name: String, onProgress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> DumpSummary {
        let writer = DumpFileWriter(to: file, named: name)
        try await writer.begin(source: store.displayName, at: now())
        var count: Int64 = 0
        try await RegistryScan(store: store).forEach { item in
            try await writer.add(item)
            count += item.count
            onProgress(count)
        }
        return try await writer.finish()
    }

    /// Looks whether a dump is whole, without a store.
    ///
    /// - Returns: what it holds.
    /// - Throws: ``RegistryError``; `corruptData` when it is no dump, cut or damaged, naming the byte; `unsupported` when a
    ///   newer program wrote it; `notFound`.
    public static func checkDump(_ path: String) async throws -> DumpSummary {
        let reader = try DumpFileReader(path)
        while try await reader.next() != nil { try Task.checkCancellation() }
        return await reader.summary
    }

    /// Puts what a dump holds into this registry, which may have something in it already: that stays as it is, and nothing is
    /// stored twice. The dump is read whole before anything is written, and once more to be stored; what has been stored is compared
    /// with it, portion by portion.
    ///
    /// Broken off at any moment, it may be begun again.
    ///
    /// - Parameters:
    ///   - path: the dump's file.
    ///   - checked: what ``checkDump(_:)`` has just said of it: then it is not looked through again before. Default: it is.
    ///   - onProgress: is told now and then how many records, points and lines have been stored.
    /// - Throws: ``RegistryError``; what ``checkDump(_:)`` throws, when nothing has been written; `corruptData` when the file has not
    ///   what was checked; and the store's.
    public func restore(
        from path: String, checked: DumpSummary? = nil, onProgress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> RestoreSummary {
        let content: DumpSummary
        if let checked { content = checked } else { content = try await Self.checkDump(path) }
        let summary = try await take(onProgress) { take in
            let reader = try DumpFileReader(path)
            while let item = try await reader.next() { try await take(item) }
        }
        guard summary.content == content else {
            throw RegistryError(
                .corruptData,
                "The dump \(path) was exchanged between its check and its end. What it had last is in the store; restore the other one as well."
            )
        }
        return summary
    }

    /// Copies everything that another registry holds into this one, as ``dump(to:named:onProgress:)`` and
    /// ``restore(from:checked:onProgress:)`` would, without a file between them.
    ///
    /// The other registry may be in use meanwhile: it is read once, and what was read is what is compared. What came to it after it had
    /// been read is counted in ``RestoreSummary/cameLater``, and another copy brings it.
    public func copyEverything(
        from other: DataManager, onProgress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> RestoreSummary {
        var extent = CopiedExtent()
        var summary = try await take(onProgress) { take in
            try await RegistryScan(store: other.store).forEach { item in
                extent.add(item)
                try await take(item)
            }
        }
        summary.cameLater = try await extent.later(in: other.store)
        return summary
    }

    /// Stores what comes, and compares it with what the store has then.
    private nonisolated(nonsending) func take(
        _ onProgress: @escaping @Sendable (Int64) -> Void,
        from source:
            nonisolated(nonsending) (nonisolated(nonsending) (DumpItem) async throws -> Void) async throws -> Void
    ) async throws -> RestoreSummary {
        let restoration = RegistryRestoration(into: store)
        var tally = DumpTally()
        var count: Int64 = 0
        try await source { item in
            try tally.add(item)
            try await restoration.take(item)
            count += item.count
            onProgress(count)
        }
        try await restoration.finish()
        var summary = RestoreSummary(content: tally.summary)
        summary.newRecords = await restoration.newRecords
        summary.newPoints = await restoration.newPoints
        summary.newLines = await restoration.newLines
        summary.differences = await restoration.check.differences
        summary.examples = await restoration.check.examples
        return summary
    }
}

extension DumpItem {
    /// How many records, points or lines it has.
    fileprivate var count: Int64 {
        switch self {
        case .record: 1
        case .points(let points, _): Int64(points.count)
        case .lines(let lines, _): Int64(lines.count)
        case .runsComplete: 0
        }
    }
}
