import BSONCoding
import RegistryCore

/// One metric of a run of Sacred's, which is read from its beginning.
struct SacredMetric {
    let name: String
    private var values: SacredColumn
    private var steps: SacredColumn
    private var times: SacredColumn
    private var (valueCount, stepCount, timeCount) = (0, 0, 0)

    init(name: String, values: SacredColumn, steps: SacredColumn, times: SacredColumn) {
        self.name = name
        self.values = values
        self.steps = steps
        self.times = times
    }

    /// A metric of `metrics.json`.
    init(name: String, fields: Document) {
        self.init(
            name: name, values: SacredColumn(fields["values"]), steps: SacredColumn(fields["steps"]),
            times: SacredColumn(fields["timestamps"]))
    }

    /// A document of the collection `metrics`.
    ///
    /// - Throws: ``BSONError`` when the way to its lists is damaged.
    init(name: String, document: BSONReader) throws(BSONError) {
        self.init(
            name: name, values: SacredColumn(try document.value(named: "values")),
            steps: SacredColumn(try document.value(named: "steps")),
            times: SacredColumn(try document.value(named: "timestamps")))
    }

    /// Reads points until the batch is full. What is damaged is reported, and what stands before it is taken.
    ///
    /// - Parameter place: what reports call the run.
    /// - Returns: Whether there are more.
    mutating func read(into batch: inout SourceBatch, place: String) -> Bool {
        guard values.isThere else {
            batch.report("\(place): the values of the metric \(PlainText.of(name)) are no list")
            return false
        }
        do {
            while !batch.isFull {
                guard try takePoint(into: &batch) else {
                    try tellLengths(&batch, place: place)
                    return false
                }
            }
            return true
        } catch {
            batch.report(
                "\(place): the metric \(PlainText.of(name)) is damaged behind \(valueCount) values: \(error.message)")
            return false
        }
    }

    private mutating func takePoint(into batch: inout SourceBatch) throws(BSONError) -> Bool {
        let value = try values.next()
        guard let value else { return false }
        valueCount += 1
        let step = try steps.next()
        if step != nil { stepCount += 1 }
        let time = try times.next()
        if time != nil { timeCount += 1 }
        guard let number = SourceNumber.number(value) else {
            batch.omit(value.stringValue == nil ? .media("list") : .texts)
            return true
        }
        let whole = SourceNumber.whole(step)
        if whole == nil, let step, !step.isNull { batch.omit(.strangeSteps) }
        batch.addPoint(name, step: whole, time: SourceNumber.time(time) ?? StoredFields.noTime, value: number)
        return true
    }

    /// Reports lists that are not of one length.
    private mutating func tellLengths(_ batch: inout SourceBatch, place: String) throws(BSONError) {
        while try steps.next() != nil { stepCount += 1 }
        while try times.next() != nil { timeCount += 1 }
        guard stepCount != valueCount || timeCount != valueCount else { return }
        batch.report(
            "\(place): the metric \(PlainText.of(name)) has \(valueCount) values, \(stepCount) steps and \(timeCount) timestamps; "
                + "a value without a step stands at its place, and a step without a value is nothing")
    }
}
