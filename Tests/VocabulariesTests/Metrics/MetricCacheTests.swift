import RegistryCore
import Testing
import TrainingLog

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
        #expect(cache.statistics("metric30", namespace: 0)?.mean == 1)
    }

    @Test func `A logger that is disabled collects nothing, one value or many`() {
        let cache = MetricCache(window: 10, historyLimit: 10)
        let metrics = MLMetrics(logger: .disabled(), cache: cache)
        metrics.collect(["a": 1, "b": 2])
        metrics.collect("c", 3)
        metrics.log(["d": 1])
        #expect(cache.names.isEmpty)
    }

    @Test func `Values of metrics that are known and of new ones go each to its own`() {
        let cache = MetricCache(window: 10, historyLimit: 10)
        _ = cache.note(["b": 1], step: nil, namespace: 0)
        _ = cache.note(["b": 2], step: nil, namespace: 0)
        let noted = cache.note(["c": 5, "a": 4, "b": 3], step: nil, namespace: 0)
        #expect(noted.step == 2 && noted.values == ["a": 4, "b": 3, "c": 5] && cache.names == ["b", "a", "c"])
        cache.collect(["d": 7, "b": 9], step: 8, namespace: 0)
        #expect(cache.names == ["b", "a", "c", "d"])
        let flushed = cache.flush(.mean, step: nil, namespace: 0)
        #expect(flushed.map(\.name) == ["b", "d"] && flushed.map(\.value) == [9, 7])
        #expect(flushed.allSatisfy { $0.step == 8 })
    }

    @Test func `Any count that a store has is one to count on from`() {
        let cache = MetricCache(window: 10, historyLimit: 10)
        _ = cache.note("here", 1, step: nil, namespace: 0)
        cache.takeUp(["here": 4, "large": .max, "negative": .min])
        #expect(cache.note("here", 1, step: nil, namespace: 0).step == 5)
        #expect(cache.note("large", 1, step: nil, namespace: 0).step == Step(1 << 62))
        #expect(cache.note("large", 1, step: nil, namespace: 0).step == Step((1 << 62) + 1))
        #expect(cache.note("negative", 1, step: nil, namespace: 0).step == 0)
    }
}
