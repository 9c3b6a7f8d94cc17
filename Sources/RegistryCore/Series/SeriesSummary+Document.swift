extension SeriesSummary {
    /// More points than any series can have; a stored count beyond it is damaged.
    private static let mostPoints: Int64 = 1 << 48

    /// The summary as a document: `last`, `min`, `max`, `count`, `nan`, `step` (the last one), `first`, `firstStep`,
    /// `firstTime`, `lastTime`, `firstSeq`, `lastSeq`.
    public var document: Document {
        [
            "last": .double(last), "min": .double(minimum), "max": .double(maximum), "count": .int(Int64(count)),
            "nan": .int(Int64(nanCount)), "step": .int(lastStep.rawValue), "first": .double(first),
            "firstStep": .int(firstStep.rawValue), "firstTime": .date(firstTime), "lastTime": .date(lastTime),
            "firstSeq": .int(sequenceOfFirst), "lastSeq": .int(sequenceOfLast),
        ]
    }

    /// Reads what ``document`` wrote; `nil` when a field is missing, of another type, or contradicts the others.
    public init?(document: Document) {
        guard let last = document["last"]?.numberValue, let minimum = document["min"]?.numberValue,
            let maximum = document["max"]?.numberValue, let first = document["first"]?.numberValue,
            let count = document["count"]?.intValue, (1...Self.mostPoints).contains(count),
            let nanCount = document["nan"]?.intValue, (0...count).contains(nanCount),
            let firstStep = document["firstStep"]?.intValue, let lastStep = document["step"]?.intValue,
            firstStep <= lastStep,
            let firstTime = document["firstTime"]?.dateValue, let lastTime = document["lastTime"]?.dateValue,
            let sequenceOfFirst = document["firstSeq"]?.intValue, let sequenceOfLast = document["lastSeq"]?.intValue
        else { return nil }
        self.init(
            count: Int(count), nanCount: Int(nanCount), minimum: minimum, maximum: maximum, first: first, last: last,
            firstStep: Step(firstStep), lastStep: Step(lastStep), firstTime: firstTime, lastTime: lastTime,
            sequenceOfFirst: sequenceOfFirst, sequenceOfLast: sequenceOfLast)
    }
}

extension MetricSummary {
    /// The summary as it stands in a run's record under `metrics.NAME`: the fields of ``SeriesSummary/document`` and
    /// `revisited`.
    public var document: Document {
        var document = summary.document
        document["revisited"] = .int(revisitedSteps)
        return document
    }

    /// Reads what ``document`` wrote; `nil` when a field is missing, of another type, or contradicts the others.
    public init?(document: Document) {
        guard let summary = SeriesSummary(document: document), let revisited = document["revisited"]?.intValue,
            revisited >= 0, revisited <= summary.count
        else { return nil }
        self.init(summary: summary, revisitedSteps: revisited)
    }
}
