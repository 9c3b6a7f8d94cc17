import RegistryCore

/// The points of one request: `points`, one by one, and `series`, in columns of equal length.
struct NewPoints {
    /// Whether some points have no sequence number of their own, and take that of the request.
    let needsSequence: Bool
    /// The request's sequence number, when the client gave one.
    let sequence: Int64?

    /// The longest name of a metric, in bytes: 1,024.
    private static let longestName = 1_024

    private let fields: BodyFields
    private let points: [BodyFields]
    private let series: [BodyFields]

    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(_ body: Document) throws(RegistryError) {
        fields = try BodyFields(body, of: "A list of points", known: ["sequence", "points", "series"])
        sequence = try fields.sequence("sequence")
        points = try Self.objects(
            fields, "points", of: "A point", known: ["metric", "step", "value", "time", "sequence"])
        series = try Self.objects(
            fields, "series", of: "A series", known: ["metric", "steps", "values", "times", "sequences"])
        guard !points.isEmpty || !series.isEmpty else {
            throw RegistryError(
                .invalidArgument,
                "There is no point: {\"points\": [{\"metric\": \"loss\", \"step\": 1, \"value\": 0.5}]} has one.")
        }
        needsSequence = points.contains { $0["sequence"] == nil } || series.contains { $0["sequences"] == nil }
    }

    /// The points as the store takes them.
    ///
    /// - Parameter given: the sequence number of points that have none of their own.
    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    func appends(to run: RunID, sequence given: Int64, now: WallTime) throws(RegistryError) -> [SeriesAppend] {
        var appends: [SeriesAppend] = []
        for point in points {
            guard let step = try point.whole("step") else { throw point.fault("step", "a whole number") }
            let new = SeriesPoint(
                step: Step(step), time: try point.time("time") ?? now,
                value: try Self.number(point["value"], or: point.fault("value", Self.numberForms)),
                sequence: try point.sequence("sequence") ?? given)
            appends.append(SeriesAppend(series: SeriesID(run: run, metric: try Self.metric(point)), points: [new]))
        }
        for columns in series {
            appends.append(
                SeriesAppend(
                    series: SeriesID(run: run, metric: try Self.metric(columns)),
                    points: try Self.points(of: columns, sequence: given, now: now)))
        }
        return SeriesAppend.merged(appends)
    }

    private static func points(
        of columns: BodyFields, sequence given: Int64, now: WallTime
    ) throws(RegistryError) -> [SeriesPoint] {
        let steps = try columns.list("steps") ?? []
        let values = try columns.list("values") ?? []
        let times = try columns.list("times")
        let sequences = try columns.list("sequences")
        guard steps.count == values.count, times.map(\.count) ?? steps.count == steps.count,
            sequences.map(\.count) ?? steps.count == steps.count
        else {
            throw RegistryError(
                .invalidArgument, "The lists steps, values, times and sequences of a series have equal lengths.")
        }
        var points: [SeriesPoint] = []
        points.reserveCapacity(steps.count)
        for index in steps.indices {
            guard let step = steps[index].intValue else { throw columns.fault("steps", "a list of whole numbers") }
            var time = now
            if let told = times?[index] {
                guard let read = WallTime(told: told) else { throw columns.fault("times", "a list of times") }
                time = read
            }
            var sequence = given
            if let told = sequences?[index] {
                guard let read = told.intValue, read >= 0 else {
                    throw columns.fault("sequences", "a list of whole numbers from 0")
                }
                sequence = read
            }
            points.append(
                SeriesPoint(
                    step: Step(step), time: time,
                    value: try number(
                        values[index], or: columns.fault("values", "a list; each element is \(numberForms)")),
                    sequence: sequence))
        }
        return points
    }

    private static let numberForms = "a number, or \"NaN\", \"Infinity\" or \"-Infinity\""

    private static func number(
        _ value: Value?, or fault: @autoclosure () -> RegistryError
    ) throws(RegistryError) -> Double {
        if let number = value?.numberValue { return number }
        if let number = value?.stringValue.flatMap({ Double(jsonName: $0) }) { return number }
        throw fault()
    }

    private static func metric(_ fields: BodyFields) throws(RegistryError) -> String {
        guard let name = try fields.text("metric"), name.utf8.count <= longestName else {
            throw fields.fault("metric", "text of at most \(longestName) bytes")
        }
        // Nobody sees them in a list, and whoever prints the name has them act on the terminal.
        guard !name.isBlank, !name.hasControlCharacters else {
            throw fields.fault("metric", "text with something to see in it and without control characters")
        }
        return name
    }

    private static func objects(
        _ fields: BodyFields, _ field: String, of name: String, known: Set<String>
    ) throws(RegistryError) -> [BodyFields] {
        var objects: [BodyFields] = []
        for value in try fields.list(field) ?? [] {
            guard let object = value.documentValue else { throw fields.fault(field, "a list of objects") }
            objects.append(try BodyFields(object, of: name, known: known))
        }
        return objects
    }
}

extension BodyFields {
    /// A sequence number: a whole number from 0.
    func sequence(_ field: String) throws(RegistryError) -> Int64? {
        guard let number = try whole(field) else { return nil }
        guard number >= 0 else { throw fault(field, "a whole number from 0") }
        return number
    }
}
