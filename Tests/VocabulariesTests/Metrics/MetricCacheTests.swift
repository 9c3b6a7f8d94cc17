import RegistryCore
import Testing

@testable import Vocabularies

struct MetricCacheTests {
    @Test func `Metrics that are given together stand by name, behind those that were there, in every process`() {
        let cache = MetricCache(window: 10, historyLimit: 10)
        let names = (10..<60).map { "metric\($0)" }
        let values = Dictionary(uniqueKeysWithValues: names.map { ($0, 1.0) })
        _ = cache.note("metric30", 1, step: nil, namespace: 0)
        #expect(cache.note(values, step: nil, namespace: 0).step == 1)
        #expect(cache.names == ["metric30"] + names.filter { $0 != "metric30" })
        let train = cache.namespace("train/")
        _ = cache.note(values, step: 3, namespace: train)
        #expect(cache.names.suffix(50) == names.map { "train/" + $0 }[...])
    }

    @Test func `So do metrics that are collected together`() throws {
        let bench = try MLBench()
        let cache = MetricCache(window: 10, historyLimit: 10)
        let names = (10..<60).map { "metric\($0)" }
        let metrics = MLMetrics(logger: try bench.logger().logger, cache: cache)
        metrics.collect(Dictionary(uniqueKeysWithValues: names.map { ($0, 1.0) }))
        #expect(cache.names == names)
    }
}
