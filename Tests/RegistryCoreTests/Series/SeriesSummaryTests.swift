import RegistryCore
import RegistryTestKit
import Testing

@Suite("Summaries of a series")
struct SeriesSummaryTests {
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `a summary is what looking at every point says, however it was merged`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let points = (0..<Int.random(in: 1...40, using: &random)).map { index in
            SeriesPoint(
                step: Step(Int64.random(in: 0...10, using: &random)),
                time: WallTime(millisecondsSince1970: Int64.random(in: -5...5, using: &random)),
                value: random.value(), sequence: Int64(index))
        }.shuffled(using: &random)
        var parts = points.map { SeriesSummary($0) }
        while parts.count > 1 {
            let part = parts.remove(at: Int.random(in: parts.indices, using: &random))
            parts[Int.random(in: parts.indices, using: &random)].merge(part)
        }
        let summary = try #require(parts.first)
        #expect(SeriesSummary(points: points) == summary)
        let numbers = points.map(\.value).filter { !$0.isNaN }
        let first = try #require(points.min { ($0.step, -$0.sequence) < ($1.step, -$1.sequence) })
        let last = try #require(points.max { $0.precedes($1) })
        #expect(summary.count == points.count)
        #expect(summary.nanCount == points.count - numbers.count)
        #expect(numbers.isEmpty ? summary.minimum.isNaN : summary.minimum == numbers.min())
        #expect(numbers.isEmpty ? summary.maximum.isNaN : summary.maximum == numbers.max())
        let finite = numbers.filter(\.isFinite)
        #expect(summary.positiveInfinityCount == numbers.count { $0 == .infinity })
        #expect(summary.negativeInfinityCount == numbers.count { $0 == -.infinity })
        let ordered = finite.sorted { $0.bitPattern != $1.bitPattern && $0.isTotallyOrdered(belowOrEqualTo: $1) }
        #expect(Value.double(summary.finiteMinimum) == .double(ordered.first ?? .nan))
        #expect(Value.double(summary.finiteMaximum) == .double(ordered.last ?? .nan))
        #expect((summary.document["posInf"] != nil) == numbers.contains(where: \.isInfinite))
        #expect(Value.double(summary.first) == .double(first.value))
        #expect(Value.double(summary.last) == .double(last.value))
        #expect(summary.firstStep == first.step)
        #expect(summary.lastStep == last.step)
        #expect(summary.firstTime == points.map(\.time).min())
        #expect(summary.lastTime == points.map(\.time).max())
        let metric = MetricSummary(summary: summary, revisitedSteps: Int64(summary.count / 2))
        #expect(MetricSummary(document: metric.document) == metric)
        #expect(SeriesSummary(document: try Document(json: summary.document.json())) == summary)
    }

    @Test func `no points have no summary`() { #expect(SeriesSummary(points: []) == nil) }

    @Test func `a stored summary that lacks a field or contradicts itself is not read`() throws {
        let point = SeriesPoint(step: 5, time: WallTime(millisecondsSince1970: 5), value: 1, sequence: 5)
        let document = MetricSummary(summary: SeriesSummary(point)).document
        #expect(MetricSummary(document: document) != nil)
        for key in document.keys {
            var damaged = document
            damaged[key] = nil
            #expect(MetricSummary(document: damaged) == nil, "without \(key)")
            damaged[key] = "text"
            #expect(MetricSummary(document: damaged) == nil, "with text for \(key)")
        }
        for (key, value) in [("count", 0), ("count", -1), ("count", .int(.max)), ("nan", 2), ("nan", -1), ("step", 4)]
            as [(String, Value)]
        {
            var damaged = document
            damaged[key] = value
            #expect(MetricSummary(document: damaged) == nil, "\(key) = \(value)")
        }
    }
}
