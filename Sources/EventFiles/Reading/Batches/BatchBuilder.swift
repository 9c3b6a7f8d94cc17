/// A batch that is being filled.
struct BatchBuilder {
    private let limits: ReadingLimits
    private let file: String
    var scalars: [LoggedScalar] = []
    private var values: [LoggedEntry] = []
    private var valueLength = 0
    private var reports: [LogReport] = []
    private var unlistedReportCount = 0

    init(file: String, limits: ReadingLimits) {
        self.file = file
        self.limits = limits
    }

    var isEmpty: Bool { scalars.isEmpty && values.isEmpty && reports.isEmpty }

    var isFull: Bool {
        scalars.count >= limits.batchScalarCount || valueLength >= limits.batchValueLength
            || unlistedReportCount > 100_000
    }

    mutating func add(_ value: LoggedEntry, length: Int) {
        values.append(value)
        // What a value takes beside its bytes, roughly.
        valueLength += length + 256
    }

    mutating func report(_ kind: LogReport.Kind, at offset: Int? = nil, _ message: @autoclosure () -> String) {
        guard reports.count < limits.batchReportCount else {
            unlistedReportCount += 1
            return
        }
        reports.append(LogReport(kind: kind, path: file, byteOffset: offset, message: message()))
    }

    func batch(run: String, tags: [LoggedTag], endOffset: Int) -> LogBatch {
        LogBatch(
            run: run, file: file, tags: tags, scalars: scalars, values: values, reports: reports,
            unlistedReportCount: unlistedReportCount, endOffset: endOffset)
    }
}
