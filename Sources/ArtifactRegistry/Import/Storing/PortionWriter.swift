import RegistryCore

/// Writes portions into the store. Everything it writes may be written again.
struct PortionWriter {
    /// A series' points, and whose they are.
    struct Series {
        let run: WrittenRun
        var append: SeriesAppend
    }

    /// Lines of a run's log; those of one sequence number are together.
    struct Lines {
        let run: WrittenRun
        var lines: [LogLine]
    }

    let store: any RegistryStore
    let patience: StorePatience

    /// The most series of one call, so that it ends well within a store's time limit.
    private static let mostSeries = 128
    /// The most lines of one call; the lines of one record always stay together.
    private static let mostLines = 1_000

    /// Stores points and lines. A run that the store refuses is refused from then on, and everything else goes on.
    nonisolated(nonsending) func write(_ series: [Series], _ lines: [Lines], _ tally: inout WriteTally) async throws {
        var rest = series[...]
        while !rest.isEmpty {
            try await append(Array(rest.prefix(Self.mostSeries)), &tally)
            rest = rest.dropFirst(Self.mostSeries)
        }
        try await append(lines, &tally)
    }

    private nonisolated(nonsending) func append(_ series: [Series], _ tally: inout WriteTally) async throws {
        let taken = series.filter { $0.run.refusal == nil }
        for lost in series where lost.run.refusal != nil { omit(lost.append.points.count, of: lost.run, &tally) }
        guard let first = taken.first else { return }
        do {
            let appends = taken.map(\.append)
            let result = try await patience.call { try await store.append(appends) }
            tally.storedPoints += result.stored
            tally.knownPoints += result.duplicates
            if result.stored > 0 { for series in taken { series.run.hasNews = true } }
        } catch let error as RegistryError where !StorePatience.passes(error.code) {
            guard taken.contains(where: { $0.run !== first.run }) else {
                first.run.refusal = RunRefusal(error)
                omit(taken.reduce(0) { $0 + $1.append.points.count }, of: first.run, &tally)
                return
            }
            // One run's fault must not be another's.
            try await append(taken.filter { $0.run === first.run }, &tally)
            try await append(taken.filter { $0.run !== first.run }, &tally)
        }
    }

    private nonisolated(nonsending) func append(_ lines: [Lines], _ tally: inout WriteTally) async throws {
        var waiting: Lines?
        for next in lines {
            if let current = waiting {
                if current.run === next.run, current.lines.count + next.lines.count <= Self.mostLines {
                    waiting?.lines += next.lines
                    continue
                }
                try await append(current, &tally)
            }
            waiting = next
        }
        if let waiting { try await append(waiting, &tally) }
    }

    private nonisolated(nonsending) func append(_ lines: Lines, _ tally: inout WriteTally) async throws {
        guard lines.run.refusal == nil else { return omit(lines.lines.count, of: lines.run, &tally) }
        do {
            let result = try await patience.call { try await store.appendLog(lines.lines, to: lines.run.id) }
            tally.storedLines += result.stored
            tally.knownLines += result.duplicates
            if result.stored > 0 { lines.run.hasNews = true }
        } catch let error as RegistryError where !StorePatience.passes(error.code) {
            lines.run.refusal = RunRefusal(error)
            omit(lines.lines.count, of: lines.run, &tally)
        }
    }

    private func omit(_ count: Int, of run: WrittenRun, _ tally: inout WriteTally) {
        if let refusal = run.refusal { tally.refused[refusal, default: 0] += count }
    }
}
