import RegistryCore
import Synchronization

/// What is known of the metrics of one run while it goes on: their statistics, and what was collected and not flushed.
///
/// Metrics of a namespace have a list of their own, so that a value that is collected needs no name put together.
final class MetricCache: Sendable {
    private struct Metric {
        let name: String
        var rolling: RollingStatistics
        var history: MetricHistory
        var collected = CollectedValues()
        /// How many values were logged: the step of the next one that is logged without.
        var loggedCount: Int64 = 0

        /// Notes a value that is logged, and returns how many were before.
        mutating func note(_ value: Double) -> Int64 {
            rolling.add(value)
            history.add(value)
            defer { loggedCount += 1 }
            return loggedCount
        }
    }

    private struct State {
        var metrics: [Metric] = []
        /// By whole names.
        var places: [String: Int] = [:]
        /// The prefixes of namespaces, and for each the places of metrics by names without it. The first is that of none.
        var prefixes = [""]
        var placesOfNamespaces: [[String: Int]] = [[:]]
    }

    private let window: Int
    let historyLimit: Int
    private let state = Mutex(State())

    init(window: Int, historyLimit: Int) {
        self.window = window
        self.historyLimit = historyLimit
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
            state.metrics[place].rolling.add(value)
            state.metrics[place].history.add(value)
            state.metrics[place].collected.add(value, step: step?.rawValue)
        }
    }

    /// Notes a value that is logged.
    ///
    /// - Returns: Its whole name and the step to log it at: the given one, or how often it was logged before.
    func note(_ name: String, _ value: Double, step: Step?, namespace: Int) -> (name: String, step: Step) {
        state.withLock { state in
            let place = place(of: name, namespace, in: &state)
            let usual = state.metrics[place].note(value)
            return (state.metrics[place].name, step ?? Step(usual))
        }
    }

    /// Notes values that are logged.
    ///
    /// - Returns: Their whole names and the step to log them at: the given one, or how often that of them was logged before that was most often.
    func note(_ values: [String: Double], step: Step?, namespace: Int) -> (values: [String: Double], step: Step) {
        state.withLock { state in
            var named: [String: Double] = [:]
            named.reserveCapacity(values.count)
            var usual: Int64 = 0
            // A dictionary's order is another one in each process, and that of new metrics is seen: charts have it.
            let new = values.keys.filter { state.placesOfNamespaces[namespace][$0] == nil }
            for name in new.sorted() { _ = place(of: name, namespace, in: &state) }
            for (name, value) in values {
                let place = place(of: name, namespace, in: &state)
                usual = max(usual, state.metrics[place].note(value))
                named[state.metrics[place].name] = value
            }
            return (named, step ?? Step(usual))
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

    /// The rolling statistics of a metric; `nil` when it has no value yet.
    func rolling(_ name: String, namespace: Int) -> RollingStatistics? {
        state.withLock { state in known(name, namespace, in: state)?.rolling }
    }

    /// The history of a metric; `nil` when it has no value yet.
    func history(_ name: String, namespace: Int) -> MetricHistory? {
        state.withLock { state in known(name, namespace, in: state)?.history }
    }

    /// The whole names of all metrics that have a value, in the order of their first; those whose first were given together by name.
    var names: [String] { state.withLock { $0.metrics.map(\.name) } }

    private func known(_ name: String, _ namespace: Int, in state: State) -> Metric? {
        state.places[state.prefixes[namespace] + name].map { state.metrics[$0] }
    }

    private func place(of name: String, _ namespace: Int, in state: inout State) -> Int {
        if let place = state.placesOfNamespaces[namespace][name] { return place }
        let whole = state.prefixes[namespace] + name
        let place: Int
        if let known = state.places[whole] {
            place = known
        } else {
            place = state.metrics.count
            state.metrics.append(
                Metric(
                    name: whole, rolling: RollingStatistics(checkedWindow: window),
                    history: MetricHistory(limit: historyLimit)))
            state.places[whole] = place
        }
        state.placesOfNamespaces[namespace][name] = place
        return place
    }
}
