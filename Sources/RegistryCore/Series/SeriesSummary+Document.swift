extension SeriesSummary {
    /// More points than any series can have; a stored count beyond it is damaged.
    private static let mostPoints: Int64 = 1 << 48

    /// The summary as a document: `last`, `min`, `max`, `count`, `nan`, `step` (the last one), `first`, `firstStep`,
    /// `firstTime`, `lastTime`, `firstSeq`, `lastSeq`; where there are infinities also `posInf` and `negInf`, how many, and
    /// `finiteMin` and `finiteMax`.
    public var document: Document {
        var document: Document = [
            "last": .double(last), "min": .double(minimum), "max": .double(maximum), "count": .int(Int64(count)),
            "nan": .int(Int64(nanCount)), "step": .int(lastStep.rawValue), "first": .double(first),
            "firstStep": .int(firstStep.rawValue), "firstTime": .date(firstTime), "lastTime": .date(lastTime),
            "firstSeq": .int(sequenceOfFirst), "lastSeq": .int(sequenceOfLast),
        ]
        if hasInfinities {
            document["posInf"] = .int(Int64(positiveInfinityCount))
            document["negInf"] = .int(Int64(negativeInfinityCount))
            document["finiteMin"] = .double(finiteMinimum)
            document["finiteMax"] = .double(finiteMaximum)
        }
        return document
    }

    /// Reads what ``document`` wrote; `nil` when a field is missing, of another type, or contradicts the others.
    ///
    /// A document with infinities that says nothing else of them is read, too: of each kind there is then at least one,
    /// and the finite extremes are those of the values it names.
    public init?(document: Document) {
        guard let last = document["last"]?.numberValue, let minimum = document["min"]?.numberValue,
            let maximum = document["max"]?.numberValue, let first = document["first"]?.numberValue,
            let count = document["count"]?.intValue, (1...Self.mostPoints).contains(count),
            let nanCount = document["nan"]?.intValue, (0...count).contains(nanCount),
            let firstStep = document["firstStep"]?.intValue, let lastStep = document["step"]?.intValue,
            firstStep <= lastStep,
            let firstTime = document["firstTime"]?.dateValue, let lastTime = document["lastTime"]?.dateValue,
            let sequenceOfFirst = document["firstSeq"]?.intValue, let sequenceOfLast = document["lastSeq"]?.intValue,
            let extremes = Self.extremes(
                in: document, minimum: minimum, maximum: maximum, known: [first, last], numbers: Int(count - nanCount))
        else { return nil }
        self.init(
            count: Int(count), nanCount: Int(nanCount), extremes: extremes, first: first, last: last,
            firstStep: Step(firstStep), lastStep: Step(lastStep), firstTime: firstTime, lastTime: lastTime,
            sequenceOfFirst: sequenceOfFirst, sequenceOfLast: sequenceOfLast)
        guard self.minimum.storedBits == minimum.storedBits, self.maximum.storedBits == maximum.storedBits else {
            return nil
        }
    }

    private static func extremes(
        in document: Document, minimum: Double, maximum: Double, known: [Double], numbers: Int
    ) -> Extremes? {
        let fields = ["posInf", "negInf", "finiteMin", "finiteMax"]
        guard fields.contains(where: { document[$0] != nil }) else {
            return Extremes(minimum: minimum, maximum: maximum, known: known, numbers: numbers)
        }
        guard let positive = document["posInf"]?.intValue.flatMap(Int.init(exactly:)),
            let negative = document["negInf"]?.intValue.flatMap(Int.init(exactly:)),
            let least = document["finiteMin"]?.numberValue, let most = document["finiteMax"]?.numberValue
        else { return nil }
        return Extremes(
            positiveInfinities: positive, negativeInfinities: negative, finite: (least, most), numbers: numbers)
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
