import RegistryCore
import Synchronization

/// What is known of the metrics of one run while it goes on: their statistics, and what was collected and not flushed.
///
/// Metrics of a namespace have a list of their own, so that a value that is collected needs no name put together.
final class MetricCache: Sendable {
    private struct Metric {
        let name: String
        var history: MetricHistory
        var collected = CollectedValues()
        /// How many values were logged, also before the run was continued: the step of the next one that is logged without.
        var loggedCount: Int64 = 0

        /// Notes a value that is logged at a step.
        mutating func note(_ value: Double, at step: Int64) {
            history.add(value, step: step)
            loggedCount += 1
        }
    }

    private struct State {
        var metrics: [Metric] = []
        /// By whole names.
        var places: [String: Int] = [:]
        /// The prefixes of namespaces, and for each the places of metrics by names without it. The first is that of none.
        var prefixes = [""]
        var placesOfNamespaces: [[String: Int]] = [[:]]
        /// How often metrics were logged before this process continued the run, by whole names; of those that have no value here yet.
        var earlierCounts: [String: Int64] = [:]
    }

    private let window: Int
    let historyLimit: Int
    private let state = Mutex(State())
    /// The run is continued, and nobody knows how often its metrics were logged before.
    private let isCountUnknown = Atomic<Bool>(false)

    init(window: Int, historyLimit: Int) {
        self.window = window
        self.historyLimit = historyLimit
    }

    /// Notes that the run has values that are not counted yet.
    func startCountingAnew() { isCountUnknown.store(true, ordering: .relaxed) }

    /// Notes how often metrics were logged before, by whole names, so that the next ones stand behind them.
    func takeUp(_ counts: [String: Int]) {
        // A store may hold anything, and steps are counted on from there.
        let counts = counts.mapValues { Int64(clamping: min(max(0, $0), 1 << 62)) }
        state.withLock { state in
            state.earlierCounts = counts
            for place in state.metrics.indices {
                let name = state.metrics[place].name
                state.metrics[place].loggedCount += state.earlierCounts.removeValue(forKey: name) ?? 0
            }
        }
        isCountUnknown.store(false, ordering: .relaxed)
    }

    /// Whether steps are counted from 0 although the run has earlier values; said once.
    func takeUnknownCount() -> Bool {
        isCountUnknown.load(ordering: .relaxed) && isCountUnknown.exchange(false, ordering: .relaxed)
    }

    /// The number of a namespace, by its prefix.
    func namespace(_ prefix: String) -> Int {
        state.withLock { state in
            if let known = state.prefixes.firstIndex(of: prefix) { return known }
            state.prefixes.append(prefix)
            state.placesOfNamespaces.append([:])
            return state.prefixes.count - 1
        }
    }

    func collect(_ name: String, _ value: Double, step: Step?, namespace: Int) {
        state.withLock { state in
            let place = place(of: name, namespace, in: &state)
            // Without a step it stands where it would be logged.
            state.metrics[place].history.add(value, step: step?.rawValue ?? state.metrics[place].loggedCount)
            state.metrics[place].collected.add(value, step: step?.rawValue)
        }
    }

    func collect(_ values: [String: Double], step: Step?, namespace: Int) {
        state.withLock { state in
            for (place, value) in places(of: values, namespace, in: &state) {
                state.metrics[place].history.add(value, step: step?.rawValue ?? state.metrics[place].loggedCount)
                state.metrics[place].collected.add(value, step: step?.rawValue)
            }
        }
    }

    /// Notes a value that is logged.
    ///
    /// - Returns: Its whole name and the step to log it at: the given one, or how often it was logged before.
    func note(_ name: String, _ value: Double, step: Step?, namespace: Int) -> (name: String, step: Step) {
        state.withLock { state in
            let place = place(of: name, namespace, in: &state)
            let step = step ?? Step(state.metrics[place].loggedCount)
            state.metrics[place].note(value, at: step.rawValue)
            return (state.metrics[place].name, step)
        }
    }

    /// Notes values that are logged.
    ///
    /// - Returns: Their whole names and the step to log them at: the given one, or how often that of them was logged before that was most often.
    func note(_ values: [String: Double], step: Step?, namespace: Int) -> (values: [String: Double], step: Step) {
        state.withLock { state in
            var named: [String: Double] = [:]
            named.reserveCapacity(values.count)
            let places = places(of: values, namespace, in: &state)
            let step = step ?? Step(places.reduce(0) { max($0, state.metrics[$1.place].loggedCount) })
            for (place, value) in places {
                state.metrics[place].note(value, at: step.rawValue)
                named[state.metrics[place].name] = value
            }
            return (named, step)
        }
    }

    /// Takes what was collected in a namespace and those in it, each metric as one value with its step.
    func flush(_ aggregation: MetricAggregation, step: Step?, namespace: Int) -> [(
        name: String, value: Double, step: Step
    )] {
        state.withLock { state in
            let prefix = state.prefixes[namespace]
            var flushed: [(name: String, value: Double, step: Step)] = []
            for place in state.metrics.indices {
                let metric = state.metrics[place]
                guard metric.collected.count > 0, metric.name.hasPrefix(prefix) else { continue }
                let usual = Step(metric.collected.step ?? metric.loggedCount)
                flushed.append((metric.name, metric.collected.value(aggregation), step ?? usual))
                state.metrics[place].collected = CollectedValues()
                state.metrics[place].loggedCount += 1
            }
            return flushed
        }
    }

    /// The figures of a metric's latest values; `nil` when it has none that is a number.
    func statistics(_ name: String, namespace: Int) -> MetricStatistics? {
        state.withLock { state in
            guard let place = state.places[state.prefixes[namespace] + name] else { return nil }
            return state.metrics[place].history.statistics()
        }
    }

    /// A metric's latest values, of which statistics are; none when it has no value yet.
    func windowValues(_ name: String, namespace: Int) -> [Double] {
        // Copied under the lock: else the next value would copy all that are kept.
        state.withLock { state in known(name, namespace, in: state)?.history.windowValues ?? [] }
    }

    /// The values of a metric that are kept, and the steps that they stand at; none when it has no value yet.
    func kept(_ name: String, namespace: Int) -> (values: [Double], steps: [Int64]) {
        state.withLock { state in
            guard let history = known(name, namespace, in: state)?.history else { return ([], []) }
            return (history.kept, history.keptSteps)
        }
    }

    /// Summaries of every `frequency` values of a metric; none when it has no value yet.
    func summaries(_ name: String, every frequency: Int, namespace: Int) -> [FrequencySummary] {
        state.withLock { state in known(name, namespace, in: state)?.history }?.summaries(every: frequency) ?? []
    }

    /// The whole names of all metrics that have a value, in the order of their first; those whose first were given together by name.
    var names: [String] { state.withLock { $0.metrics.map(\.name) } }

    private func known(_ name: String, _ namespace: Int, in state: State) -> Metric? {
        state.places[state.prefixes[namespace] + name].map { state.metrics[$0] }
    }

    /// The places of metrics and their values; new ones get theirs by name.
    private func places(
        of values: [String: Double], _ namespace: Int, in state: inout State
    ) -> [(place: Int, value: Double)] {
        var places: [(place: Int, value: Double)] = []
        places.reserveCapacity(values.count)
        // A dictionary's order is another one in each process, and that of new metrics is seen: charts have it.
        var new: [(name: String, value: Double)] = []
        for (name, value) in values {
            if let place = state.placesOfNamespaces[namespace][name] {
                places.append((place, value))
            } else {
                new.append((name, value))
            }
        }
        if !new.isEmpty { new.sort { $0.name < $1.name } }
        for (name, value) in new { places.append((place(of: name, namespace, in: &state), value)) }
        return places
    }

    private func place(of name: String, _ namespace: Int, in state: inout State) -> Int {
        if let place = state.placesOfNamespaces[namespace][name] { return place }
        let whole = state.prefixes[namespace] + name
        let place: Int
        if let known = state.places[whole] {
            place = known
        } else {
            place = state.metrics.count
            var metric = Metric(name: whole, history: MetricHistory(window: window, limit: historyLimit))
            metric.loggedCount = state.earlierCounts.removeValue(forKey: whole) ?? 0
            state.metrics.append(metric)
            state.places[whole] = place
        }
        state.placesOfNamespaces[namespace][name] = place
        return place
    }
}
