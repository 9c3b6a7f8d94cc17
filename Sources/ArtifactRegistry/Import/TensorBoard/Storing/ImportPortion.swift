import EventFiles
import RegistryCore

/// Points and texts on their way into the store: as much as one write is worth, of as many runs as it takes.
struct ImportPortion {
    /// From so many points and texts on a portion is stored, when there are enough of them in each series: every write
    /// costs something for each series, however few its points are.
    private static let fullCount = 65_536
    private static let enoughInEach = 256
    /// From so many on it is stored in any case: they take 16 MiB.
    private static let mostCount = 524_288
    /// From so many bytes of texts on as well.
    private static let mostTextBytes = 4 << 20

    private(set) var series: [PortionWriter.Series] = []
    /// The texts, those of a record together.
    private(set) var lines: [PortionWriter.Lines] = []
    /// How far files are stored when the portion is.
    private(set) var ends: [(file: ImportedFile, run: ImportedRun, byteOffset: Int)] = []
    private(set) var count = 0
    private var textBytes = 0
    /// By run, and by the metric's number in it: the place in `series`; -1 for none.
    private var places: [ObjectIdentifier: [Int]] = [:]

    var isEmpty: Bool { ends.isEmpty }
    var isFull: Bool {
        count >= Self.mostCount || textBytes >= Self.mostTextBytes
            || count >= max(Self.fullCount, series.count * Self.enoughInEach)
    }

    /// Adds what a batch holds that is not stored yet.
    mutating func add(
        _ batch: LogBatch, of file: ImportedFile, in run: ImportedRun, _ summary: inout TensorBoardImportSummary
    ) {
        let isStored = batch.endOffset <= file.storedBytes
        addPoints(batch, file, run, isStored: isStored, &summary)
        addTexts(batch, file, run, isStored: isStored, &summary)
        guard !isStored else { return }
        if let last = ends.indices.last, ends[last].file === file {
            ends[last].byteOffset = batch.endOffset
        } else {
            ends.append((file, run, batch.endOffset))
        }
    }

    private mutating func addPoints(
        _ batch: LogBatch, _ file: ImportedFile, _ run: ImportedRun, isStored: Bool,
        _ summary: inout TensorBoardImportSummary
    ) {
        var places = self.places.removeValue(forKey: ObjectIdentifier(run)) ?? []
        defer { self.places[ObjectIdentifier(run)] = places }
        for scalar in batch.scalars {
            guard let number = run.metrics.number(ofTag: scalar.tag, named: batch.tags[scalar.tag].name) else {
                summary.omit(.pointsOfFurtherMetrics)
                continue
            }
            let sequence = file.nextSequence(ofMetric: number)
            if isStored {
                summary.knownPoints += 1
                continue
            }
            if number >= places.count { places += repeatElement(-1, count: number + 1 - places.count) }
            if places[number] < 0 {
                places[number] = series.count
                series.append(
                    PortionWriter.Series(run: run, append: SeriesAppend(series: run.metrics.series[number], points: []))
                )
            }
            series[places[number]].append.points.append(
                SeriesPoint(
                    step: Step(scalar.step), time: EventTime.clamped(scalar.wallTime), value: scalar.value,
                    sequence: sequence))
            count += 1
        }
    }

    private mutating func addTexts(
        _ batch: LogBatch, _ file: ImportedFile, _ run: ImportedRun, isStored: Bool,
        _ summary: inout TensorBoardImportSummary
    ) {
        var record: (byteOffset: Int, lines: [LogLine])?
        func close(_ lines: inout [PortionWriter.Lines]) {
            guard let record, !record.lines.isEmpty else { return }
            lines.append(PortionWriter.Lines(run: run, lines: record.lines))
        }
        for entry in batch.values {
            guard case .text(let text) = entry.value else { continue }
            if isStored {
                summary.knownLines += 1
                continue
            }
            if record?.byteOffset != entry.byteOffset {
                close(&lines)
                record = (entry.byteOffset, [])
            }
            guard let taken = record?.lines.count, taken < TextLine.mostInRecord else {
                summary.omit(.furtherTexts)
                continue
            }
            let line = TextLine(text, tag: batch.tags[entry.tag].name, step: entry.step)
            if line.isCut { summary.omit(.endsOfTexts) }
            record?.lines.append(
                LogLine(
                    sequence: file.sequence(ofRecordAt: entry.byteOffset), time: EventTime.clamped(entry.wallTime),
                    text: line.text))
            count += 1
            textBytes += line.text.utf8.count
        }
        close(&lines)
    }
}
