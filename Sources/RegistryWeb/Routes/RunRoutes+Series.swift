import Hummingbird
import RegistryCharts
import RegistryCore

extension RunRoutes {
    /// `GET /api/v1/runs/{id}/series?metric=&first=&last=&buckets=`: a metric in at most so many buckets, or its exact points.
    ///
    /// The columns are lists of equal length. JSON has no NaN and no infinities: they are the strings `NaN`,
    /// `Infinity` and `-Infinity`. Where a bucket has infinities, four more columns say how many of each there are and what
    /// the finite extremes are: `positiveInfinityCounts`, `negativeInfinityCounts`, `finiteMinima`, `finiteMaxima`.
    func series(for request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let fields = request.fields
        let buckets = try fields.number("buckets", in: 1...100_000) ?? 1_000
        let (metric, answer) = try await points(of: run, fields: fields, buckets: buckets)
        var document: Document = [
            "run": .string(run.description), "metric": .string(metric), "count": .int(Int64(answer.count)),
        ]
        document.update(with: answer.isExact ? Self.columns(of: answer.points) : Self.columns(of: answer.buckets))
        return Response(tagged: document, for: request.request)
    }

    /// The metric that the fields name, in the range of steps that they name.
    ///
    /// - Throws: ``RegistryError``: `invalidArgument` for fields that are none, `notFound` when there is no such run, or
    ///   the run has no such metric.
    func points(of run: RunID, fields: FormFields, buckets: Int) async throws -> (metric: String, answer: SeriesAnswer)
    {
        guard let metric = fields["metric"] else {
            throw RegistryError(.invalidArgument, "Name the metric: ?metric=loss.")
        }
        let steps = try fields.steps()
        let known = try await store.existingRun(run)["metrics"]?.documentValue ?? [:]
        guard known[FieldName.escaped(metric)] != nil else {
            throw MetricNames(known.keys.map { FieldName.unescaped($0) }).missing([metric], from: "The run has no")
        }
        let answer = try await SeriesReading.points(
            of: SeriesID(run: run, metric: metric), in: steps, atMost: buckets, from: store)
        return (metric, answer)
    }

    private static func columns(of points: [SeriesPoint]) -> Document {
        [
            "exact": true, "steps": .array(points.map { .int($0.step.rawValue) }),
            "times": .array(points.map { .int($0.time.millisecondsSince1970) }),
            "values": .array(points.map { Value(plainNumber: $0.value) }),
        ]
    }

    private static func columns(of buckets: [SeriesBucket]) -> Document {
        var columns: Document = [
            "exact": false, "firstSteps": .array(buckets.map { .int($0.firstStep.rawValue) }),
            "lastSteps": .array(buckets.map { .int($0.lastStep.rawValue) }),
            "firstTimes": .array(buckets.map { .int($0.firstTime.millisecondsSince1970) }),
            "lastTimes": .array(buckets.map { .int($0.lastTime.millisecondsSince1970) }),
            "counts": .array(buckets.map { .int(Int64($0.count)) }),
            "nanCounts": .array(buckets.map { .int(Int64($0.nanCount)) }),
            "minima": .array(buckets.map { Value(plainNumber: $0.minimum) }),
            "maxima": .array(buckets.map { Value(plainNumber: $0.maximum) }),
            "firstValues": .array(buckets.map { Value(plainNumber: $0.first) }),
            "lastValues": .array(buckets.map { Value(plainNumber: $0.last) }),
        ]
        if buckets.contains(where: \.summary.hasInfinities) {
            columns.update(with: [
                "positiveInfinityCounts": .array(buckets.map { .int(Int64($0.positiveInfinityCount)) }),
                "negativeInfinityCounts": .array(buckets.map { .int(Int64($0.negativeInfinityCount)) }),
                "finiteMinima": .array(buckets.map { Value(plainNumber: $0.finiteMinimum) }),
                "finiteMaxima": .array(buckets.map { Value(plainNumber: $0.finiteMaximum) }),
            ])
        }
        return columns
    }
}

extension Value {
    /// A number as the API tells it in columns: JSON has no NaN and no infinities, which are text.
    init(plainNumber number: Double) { self = number.isFinite ? .double(number) : .string(number.jsonName) }
}
