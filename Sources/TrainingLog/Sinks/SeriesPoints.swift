import RegistryCore

/// The numbers of some entries as points of series, by metric in the order of appearance.
struct SeriesPoints {
    private let run: RunID
    private var order: [SeriesID] = []
    private var points: [SeriesID: [SeriesPoint]] = [:]

    init(of entries: [LogEntry], run: RunID) {
        self.run = run
        for entry in entries {
            switch entry.content {
            case .record(let record, let place):
                let step = RecordFields.step(of: record, place: place)
                for (key, value) in RecordFields.numbers(of: record) { add(key, value, step, entry) }
            case .scalar(let number, let step): add(number.name, number.value, step, entry)
            case .scalars(let numbers, let step):
                for number in numbers { add(number.name, number.value, step, entry) }
            case .start, .image, .event, .environment, .line, .parameters, .labelledText, .labelledPicture, .command,
                .message, .labelledFile, .file, .video, .end:
                break
            }
        }
    }

    /// What is to be appended.
    var appends: [SeriesAppend] {
        order.map { SeriesAppend(series: $0, points: points[$0] ?? []) }
    }

    private mutating func add(_ metric: String, _ value: Double, _ step: Step, _ entry: LogEntry) {
        let series = SeriesID(run: run, metric: metric)
        if points[series] == nil { order.append(series) }
        points[series, default: []].append(
            SeriesPoint(step: step, time: entry.time, value: value, sequence: entry.sequence))
    }
}
