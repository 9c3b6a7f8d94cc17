public import RegistryCore
import TrainingLog

/// Numbers that change during a run: logged at once, or collected and logged as one.
///
/// ```swift
/// experiment.metrics.log(step: 100, ["loss": 0.523, "accuracy": 0.95])
/// let train = try experiment.metrics("train")
/// train.collect("loss", 0.521, step: 101)
/// train.flush(aggregation: .mean, step: 101)
/// ```
///
/// Where no step is given it is that of the scope (``MLLogger/step(_:_:)-(Step,()->Result)``), or else how many values of the
/// metric were logged before; of a run that is continued as many as the registry had then, or, where that cannot be known, in this process,
/// which `LoggerConfiguration.onProblem` is told once. Statistics are of every value that was logged or collected, in this process; what flushing
/// makes of collected ones counts as none.
public struct MLMetrics: Sendable {
    private let logger: Logger
    private let cache: MetricCache
    private let prefix: String
    private let namespace: Int

    init(logger: Logger, cache: MetricCache, prefix: String = "") {
        self.logger = logger
        self.cache = cache
        self.prefix = prefix
        namespace = prefix.isEmpty ? 0 : cache.namespace(prefix)
    }

    /// The metrics of a namespace: those whose names begin with it and a `/`. Namespaces may lie in others.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a namespace that is empty, has `/` at an end or twice in a row,
    ///   `.` or `..` between them, a control character, or more than 1,024 bytes.
    public func callAsFunction(_ namespace: String) throws(RegistryError) -> MLMetrics {
        try Namespace.check(namespace, of: .metrics)
        return MLMetrics(logger: logger, cache: cache, prefix: prefix + namespace + "/")
    }

    /// Logs numbers of one step, now.
    public func log(step: Step? = nil, _ values: [String: Double]) {
        guard logger.isEnabled, !values.isEmpty else { return }
        let noted = cache.note(values, step: stepToLog(step), namespace: namespace)
        if noted.values.count == 1, let (name, value) = noted.values.first {
            logger.logScalar(name, value, step: noted.step)
        } else {
            logger.logScalars(noted.values, step: noted.step)
        }
    }

    /// Logs one number, now.
    ///
    /// The fastest call: it takes a tenth of a microsecond beside `Logger.logScalar`.
    public func log(_ name: String, _ value: Double, step: Step? = nil) {
        guard logger.isEnabled else { return }
        let noted = cache.note(name, value, step: stepToLog(step), namespace: namespace)
        logger.logScalar(noted.name, value, step: noted.step)
    }

    /// Keeps one number until ``flush(aggregation:step:)``. Nothing of it is on the disk before.
    public func collect(_ name: String, _ value: Double, step: Step? = nil) {
        guard logger.isEnabled else { return }
        cache.collect(name, value, step: step ?? StepScope.current(of: logger), namespace: namespace)
    }

    /// Keeps numbers of one step until ``flush(aggregation:step:)``.
    public func collect(step: Step? = nil, _ values: [String: Double]) {
        guard logger.isEnabled, !values.isEmpty else { return }
        cache.collect(values, step: step ?? StepScope.current(of: logger), namespace: namespace)
    }

    /// Logs what was collected in this namespace and those in it, every metric as one number.
    ///
    /// When nothing was collected, nothing is logged, and `LoggerConfiguration.onProblem` is told: a training does not end for it.
    ///
    /// - Parameters:
    ///   - aggregation: How the values of a metric become one. Default: their mean.
    ///   - step: Where it stands. Default: the step's scope, or else the last step that the metric was collected with.
    /// - Returns: What was logged, by whole names; empty when nothing was collected.
    @discardableResult
    public func flush(aggregation: MetricAggregation = .mean, step: Step? = nil) -> [String: Double] {
        guard logger.isEnabled else { return [:] }
        let flushed = cache.flush(aggregation, step: step ?? StepScope.current(of: logger), namespace: namespace)
        if flushed.isEmpty {
            let place = prefix.isEmpty ? "" : " in \(String(reflecting: String(prefix.dropLast())))"
            logger.report("Metrics were flushed\(place), and nothing was collected before: nothing is logged.")
        }
        for (step, values) in Dictionary(grouping: flushed, by: \.step).sorted(by: { $0.key < $1.key }) {
            logger.logScalars(Dictionary(values.map { ($0.name, $0.value) }) { $1 }, step: step)
        }
        return Dictionary(flushed.map { ($0.name, $0.value) }) { $1 }
    }

    /// The figures of a metric's latest values; `nil` when it has none that is a number.
    public func getStats(_ name: String) -> MetricStatistics? { cache.statistics(name, namespace: namespace) }

    /// A percentile of a metric's latest values; `nil` when it has none that is a number.
    ///
    /// - Parameter percent: 0 to 100.
    /// - Throws: ``RegistryError`` with `invalidArgument` for a number that is no percentage.
    public func getPercentile(_ name: String, _ percent: Double) throws(RegistryError) -> Double? {
        try Percentiles.check(percent)
        return percentilesOfWindow(name)?.value(at: percent)
    }

    /// The percentiles that ml-logger names, of a metric's latest values; empty when there is no number.
    public func getPercentiles(_ name: String) -> [Int: Double] { percentilesOfWindow(name)?.all ?? [:] }

    /// A summary of every `frequency` values of a metric, oldest first, as far as the values are kept; none when there are fewer.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a frequency that is none of ``SummaryFrequencies``, or larger than
    ///   the number of values that are kept.
    public func getSummary(_ name: String, frequency: Int) throws(RegistryError) -> [FrequencySummary] {
        try SummaryFrequencies.check(frequency, limit: cache.historyLimit)
        return cache.summaries(name, every: frequency, namespace: namespace)
    }

    /// Takes up how often the metrics of a run that is continued were logged before.
    func takeUp(_ counts: [String: Int]) { cache.takeUp(counts) }

    /// Notes that the run is continued, and that nobody has said yet how often its metrics were logged before.
    func startCountingAnew() { cache.startCountingAnew() }

    /// The step to log at that is said, by the call or the scope; `nil` when it is counted.
    private func stepToLog(_ given: Step?) -> Step? {
        if let step = given ?? StepScope.current(of: logger) { return step }
        if cache.takeUnknownCount() {
            logger.report(
                "How often the metrics of the run \(logger.runID) were logged before it was continued is not known: steps that are not "
                    + "given are counted from 0.")
        }
        return nil
    }

    private func percentilesOfWindow(_ name: String) -> Percentiles? {
        Percentiles(of: cache.windowValues(name, namespace: namespace))
    }
}
