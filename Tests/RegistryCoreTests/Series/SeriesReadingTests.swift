import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Reading a series")
struct SeriesReadingTests {
    private let series = SeriesID(run: StoreContract.someRun(), metric: "loss")

    private func store(_ portions: [[SeriesPoint]]) async throws -> MemoryStore {
        let store = MemoryStore()
        let run = Run(id: series.run, startTime: WallTime(millisecondsSince1970: 0))
        try await store.insert([run.document], into: .runs)
        for points in portions { try await store.append([SeriesAppend(series: series, points: points)]) }
        return store
    }

    private func point(_ step: Int64, _ value: Double, _ sequence: Int64) -> SeriesPoint {
        SeriesPoint(step: Step(step), time: WallTime(millisecondsSince1970: step), value: value, sequence: sequence)
    }

    /// What must hold of every answer, seen by looking at every point.
    private func check(
        _ answer: SeriesAnswer, of points: [SeriesPoint], in range: ClosedRange<Step>, atMost limit: Int,
        comment: Comment
    ) throws {
        let inside = points.filter { range.contains($0.step) }
        try #require(answer.count == inside.count, comment)
        guard inside.count > limit else {
            let shown = Dictionary(grouping: inside, by: \.step).values
                .compactMap { $0.max { $0.precedes($1) } }.sorted { $0.step < $1.step }
            #expect(answer.content == .points(shown), comment)
            #expect(answer.repeatedSteps == inside.count - shown.count, comment)
            return
        }
        let buckets = answer.buckets
        try #require(!answer.isExact && !buckets.isEmpty && buckets.count <= limit, comment)
        #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.lastStep <= $1.firstStep }, comment)
        #expect(buckets.reduce(0) { $0 + $1.count } == inside.count, comment)
        // Buckets that share a step share its points in a way that only the store knows; others are known exactly.
        for (index, bucket) in buckets.enumerated() {
            let isShared =
                index > 0 && buckets[index - 1].lastStep == bucket.firstStep
                || index + 1 < buckets.count && buckets[index + 1].firstStep == bucket.lastStep
            let members = inside.filter { bucket.firstStep <= $0.step && $0.step <= bucket.lastStep }
            let naive = try #require(SeriesSummary(points: members), comment)
            if isShared {
                #expect(bucket.count <= naive.count, comment)
            } else {
                #expect(bucket.summary == naive, comment)
            }
        }
        let whole = try #require(SeriesSummary(points: inside))
        let merged = try #require(buckets.dropFirst().reduce(buckets.first?.summary) { $0?.merging($1.summary) })
        #expect(merged == whole, comment)
        let steps = Set(inside.map(\.step)).count
        #expect(buckets.count * 2 >= min(limit, steps), comment)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `buckets are what looking at every point says, also where a run was started again`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var step: Int64 = 0
        var portions: [[SeriesPoint]] = []
        var sequence: Int64 = 0
        let stride = [1, 1, 1, 100, 0][Int.random(in: 0..<5, using: &random)] as Int64
        for _ in 0..<Int.random(in: 1...25, using: &random) {
            let size = [5, 100, 1_000, 5_000][Int.random(in: 0..<4, using: &random)]
            portions.append(
                (0..<Int.random(in: 1...size, using: &random)).map { _ in
                    sequence += 1
                    step += stride * Int64.random(in: 0...2, using: &random)
                    return point(step, random.value(), sequence)
                })
            switch Int.random(in: 0..<8, using: &random) {
            case 0: step = step / 2
            case 1: step = -step
            case 2: step += 100_000
            default: break
            }
        }
        let points = portions.flatMap(\.self)
        let store = try await store(portions.shuffled(using: &random))
        for _ in 0..<6 {
            let limit = [1, 2, 10, 100, 1_000, 3_000][Int.random(in: 0..<6, using: &random)]
            var range: ClosedRange<Step> = .min ... .max
            if Bool.random(using: &random) {
                let ends = (0..<2).compactMap { _ in points.randomElement(using: &random)?.step }.sorted()
                range = ends[0]...ends[1]
            }
            let answer = try await SeriesReading.points(of: series, in: range, atMost: limit, from: store)
            try check(answer, of: points, in: range, atMost: limit, comment: "seed \(seed), \(range), \(limit)")
        }
    }

    @Test func `a long series is answered from summaries alone, a part of it with the points at its edges`()
        async throws
    {
        let points = (0..<200_000 as Range<Int64>).map { point($0, Double($0 % 97), $0) }
        let reader = CountingReader(try await store([points]))
        let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: 40, from: reader)
        #expect(answer.buckets.count >= 20)
        #expect(reader.loaded(.points) == 0 && reader.loaded(.strands) == 0)
        let part = try await SeriesReading.points(of: series, in: 1_000...180_000, atMost: 30, from: reader)
        #expect(part.count == 179_001)
        #expect(part.buckets.count >= 15)
        #expect(part.buckets.first?.firstStep == 1_000 && part.buckets.last?.lastStep == 180_000)
        #expect(reader.loaded(.points) <= 6)
        let finer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: 1_000, from: reader)
        #expect(finer.buckets.count >= 500)
        #expect(reader.loaded(.points) <= 6)
    }

    @Test func `of a step logged twice the later point is shown, and how many are hidden is told`() async throws {
        let store = try await store([[point(1, 10, 1), point(2, 20, 2)], [point(2, 21, 3), point(3, 30, 4)]])
        let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: 10, from: store)
        #expect(answer.points.map(\.value) == [10, 21, 30])
        #expect(answer.repeatedSteps == 1)
        #expect(answer.count == 4)
        #expect(answer.buckets.map(\.count) == [1, 1, 1])
    }

    @Test func `an unknown series is empty, and a number of points out of range is refused`() async throws {
        let store = MemoryStore()
        let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: 10, from: store)
        #expect(answer == SeriesAnswer(content: .points([]), count: 0, repeatedSteps: 0))
        for limit in [0, -1, 100_001] {
            let error = await #expect(throws: RegistryError.self) {
                try await SeriesReading.points(of: series, in: .min ... .max, atMost: limit, from: store)
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `blocks that are merged while they are read make it begin again`() async throws {
        let store = try await store((0..<15 as Range<Int64>).map { [point($0, 1, $0)] })
        let series = series
        let more = point(15, 1, 15)
        let reader = CountingReader(store) {
            try await store.append([SeriesAppend(series: series, points: [more])])
        }
        let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: 100, from: reader)
        #expect(answer.points.map(\.step.rawValue) == Array(0...15))
    }
}
