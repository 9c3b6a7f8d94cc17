import RegistryCore

/// Points, lines and files of one run on their way into the store: as much as one write is worth.
struct TrackerPortion {
    /// From so many points, lines and files on it is stored.
    private static let fullCount = 131_072
    private static let fullTextBytes = 4 << 20
    /// The lines of one call of the store.
    private static let linesOfCall = 1_000

    private(set) var series: [PortionWriter.Series] = []
    private(set) var lines: [PortionWriter.Lines] = []
    private(set) var files: [Document] = []
    private var count = 0
    private var textBytes = 0
    /// By the metric's number in the run: the place in `series`; -1 for none.
    private var places: [Int] = []

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { count >= Self.fullCount || textBytes >= Self.fullTextBytes }

    /// Adds what a batch holds, and says how many points are of metrics too many.
    mutating func add(_ batch: SourceBatch, of run: TrackerRun) -> Int {
        var refused = 0
        for point in batch.points {
            run.note(point.time)
            let (place, sequence) = run.nextPoint(ofMetric: point.metric)
            guard let number = run.metrics.number(ofTag: point.metric, named: batch.metrics[point.metric]) else {
                refused += 1
                continue
            }
            if number >= places.count { places += repeatElement(-1, count: number + 1 - places.count) }
            if places[number] < 0 {
                places[number] = series.count
                series.append(
                    PortionWriter.Series(
                        run: run, append: SeriesAppend(series: run.metrics.series[number], points: [])))
            }
            series[places[number]].append.points.append(
                SeriesPoint(step: Step(point.step ?? place), time: point.time, value: point.value, sequence: sequence))
        }
        add(batch.lines, of: run)
        for file in batch.files {
            guard let file else {
                run.passOverFile()
                continue
            }
            textBytes += file.name.utf8.count + file.location.utf8.count
            files.append(Self.document(of: file, run))
        }
        count += batch.points.count + batch.lines.count + batch.files.count
        return refused
    }

    private mutating func add(_ new: [SourceBatch.Line], of run: TrackerRun) {
        for line in new {
            run.note(line.time)
            textBytes += line.text.utf8.count
            let stored = LogLine(
                sequence: run.nextLineSequence(), time: line.time, level: line.level, text: line.text)
            if let last = lines.indices.last, lines[last].lines.count < Self.linesOfCall {
                lines[last].lines.append(stored)
            } else {
                lines.append(PortionWriter.Lines(run: run, lines: [stored]))
            }
        }
    }

    private static func document(of file: SourceFile, _ run: TrackerRun) -> Document {
        var document: Document = [
            "_run": .string(run.id.description), "_seq": .int(run.nextFileSequence()), "file": .string(file.name),
            "filetype": .string(file.type),
        ]
        document["step"] = file.step.map { .int($0) }
        document["label"] = file.label.map { .string($0) }
        document["size"] = file.size.map { .int($0) }
        document["sha256"] = file.sha256.map { .string($0) }
        document["contentType"] = file.contentType.map { .string($0) }
        if !file.location.isEmpty { document["location"] = .string(file.location) }
        return document
    }
}
