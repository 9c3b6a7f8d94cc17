import RegistryCore

/// Writes portions into the store. Everything it writes may be written again.
struct PortionWriter {
    let store: any RegistryStore
    let patience: StorePatience

    /// The most series of one call, so that it ends well within a store's time limit.
    private static let mostSeries = 128
    /// The most lines of one call; the lines of one record always stay together.
    private static let mostLines = 1_000

    /// Stores a portion. A run that the store refuses is refused from then on, and everything else goes on.
    nonisolated(nonsending) func write(_ portion: ImportPortion, _ summary: inout TensorBoardImportSummary) async throws
    {
        var rest = portion.series[...]
        while !rest.isEmpty {
            try await append(Array(rest.prefix(Self.mostSeries)), &summary)
            rest = rest.dropFirst(Self.mostSeries)
        }
        try await writeLines(of: portion, &summary)
        for (file, run, byteOffset) in portion.ends where run.refusal == nil {
            let change = FileClaim.change(storedBytes: byteOffset)
            _ = try await patience.call { try await store.update(file.claim.id, in: .files, change) }
            file.storedBytes = max(file.storedBytes, byteOffset)
        }
    }

    private nonisolated(nonsending) func append(
        _ series: [ImportPortion.Series], _ summary: inout TensorBoardImportSummary
    ) async throws {
        let taken = series.filter { $0.run.refusal == nil }
        for lost in series where lost.run.refusal != nil { omit(lost.append.points.count, of: lost.run, &summary) }
        guard let first = taken.first else { return }
        do {
            let appends = taken.map(\.append)
            let result = try await patience.call { try await store.append(appends) }
            summary.storedPoints += result.stored
            summary.knownPoints += result.duplicates
            if result.stored > 0 { for series in taken { series.run.hasNews = true } }
        } catch let error as RegistryError where !StorePatience.passes(error.code) {
            guard taken.contains(where: { $0.run !== first.run }) else {
                refuse(first.run, error)
                omit(taken.reduce(0) { $0 + $1.append.points.count }, of: first.run, &summary)
                return
            }
            // One run's fault must not be another's.
            try await append(taken.filter { $0.run === first.run }, &summary)
            try await append(taken.filter { $0.run !== first.run }, &summary)
        }
    }

    private nonisolated(nonsending) func writeLines(
        of portion: ImportPortion, _ summary: inout TensorBoardImportSummary
    ) async throws {
        var waiting: ImportPortion.Lines?
        for next in portion.lines {
            if let current = waiting {
                if current.run === next.run, current.lines.count + next.lines.count <= Self.mostLines {
                    waiting?.lines += next.lines
                    continue
                }
                try await append(current, &summary)
            }
            waiting = next
        }
        if let waiting { try await append(waiting, &summary) }
    }

    private nonisolated(nonsending) func append(_ lines: ImportPortion.Lines, _ summary: inout TensorBoardImportSummary)
        async throws
    {
        guard lines.run.refusal == nil else { return omit(lines.lines.count, of: lines.run, &summary) }
        do {
            let result = try await patience.call { try await store.appendLog(lines.lines, to: lines.run.id) }
            summary.storedLines += result.stored
            summary.knownLines += result.duplicates
            if result.stored > 0 { lines.run.hasNews = true }
        } catch let error as RegistryError where !StorePatience.passes(error.code) {
            refuse(lines.run, error)
            omit(lines.lines.count, of: lines.run, &summary)
        }
    }

    private func refuse(_ run: ImportedRun, _ error: RegistryError) {
        run.refusal = error.code == .notFound ? .ofDeletedRuns : .ofRefusedRun(reason: error.message)
    }

    private func omit(_ count: Int, of run: ImportedRun, _ summary: inout TensorBoardImportSummary) {
        if let refusal = run.refusal { summary.omit(refusal, count) }
    }
}
