import RegistryCore

extension StoreContract {
    static let seriesCases: [Case] = [
        Case("points come back exactly, NaN and infinities included, and the run sums them up") { store in
            let run = try await begin(store)
            let series = SeriesID(run: run, metric: "train/loss.v1")
            let values: [Double] = [3, .nan, -.infinity, 1, .infinity, 2]
            let points = values.enumerated().map {
                point(Int64($0.offset) * 10, $0.element, sequence: Int64($0.offset))
            }
            let result = try await store.append([SeriesAppend(series: series, points: points)])
            try expectEqual(result, AppendResult(stored: 6, duplicates: 0), "all stored")
            let blocks = try await store.seriesBlocks(of: series, in: .min ... .max, content: .points)
            let found = try blocks.flatMap { try $0.points() }
            try expectEqual(found.map(\.step), points.map(\.step), "steps")
            try expectEqual(found.map(\.value.bitPattern), values.map(\.bitPattern), "values, bit for bit")
            try expectEqual(found.map(\.time), points.map(\.time), "times")
            let stored = try Run(document: try unwrap(try await store.record(RecordID(run), in: .runs), "the run"))
            let summary = try unwrap(stored.metrics["train/loss.v1"], "its summary").summary
            try expectEqual(summary.count, 6, "count")
            try expectEqual(summary.nanCount, 1, "NaN")
            try expectEqual(summary.last, 2, "last")
            try expectEqual(summary.minimum, -.infinity, "minimum")
            try expectEqual(summary, try unwrap(SeriesSummary(points: points), "a summary"), "as of all points")
            let filter = Filter.field(
                FieldPath(components: ["metrics", FieldName.escaped("train/loss.v1"), "last"]), .less(3))
            try expectEqual(try await store.count(in: .runs, matching: filter), 1, "runs are found by it")
        },
        Case("points written twice, in any portions and order, are there once") { store in
            let run = try await begin(store)
            let series = SeriesID(run: run, metric: "loss")
            let points = (0..<6_000).map { point($0, Double($0), sequence: $0) }
            var random = SeededGenerator(seed: 3)
            var ranges: [Range<Int>] = stride(from: 0, to: 6_000, by: 300).map { $0..<min($0 + 450, 6_000) }
            ranges.append(contentsOf: [0..<6_000, 4_096..<4_097, 5_990..<6_000])
            var stored = 0
            for range in ranges.shuffled(using: &random) {
                let result = try await store.append([SeriesAppend(series: series, points: Array(points[range]))])
                try expectEqual(result.stored + result.duplicates, range.count, "every point is one or the other")
                stored += result.stored
            }
            try expectEqual(stored, 6_000, "each stored once")
            let blocks = try await store.seriesBlocks(of: series, in: .min ... .max, content: .points)
            let found = try blocks.flatMap { try $0.points() }.map(\.step.rawValue).sorted()
            try expectEqual(found, Array(0..<6_000), "all there")
        },
        Case("points that come one by one make few blocks") { store in
            let run = try await begin(store)
            let series = SeriesID(run: run, metric: "loss")
            for step in 0..<600 as Range<Int64> {
                try await store.append([SeriesAppend(series: series, points: [point(step, 1, sequence: step)])])
            }
            let blocks = try await store.seriesBlocks(of: series, in: .min ... .max, content: .summary)
            try expect(blocks.count <= 45, "600 points in \(blocks.count) blocks")
            try expectEqual(blocks.map(\.summary.count).reduce(0, +), 600, "no point more or less")
        },
        Case("a zoomed-out question is answered in buckets that hide nothing") { store in
            let run = try await begin(store)
            let series = SeriesID(run: run, metric: "loss")
            var points = (0..<50_000).map { point($0, Double($0 % 100), sequence: $0) }
            points[31_234] = point(31_234, 1e9, sequence: 31_234)
            points[17] = point(17, .nan, sequence: 17)
            try await store.append([SeriesAppend(series: series, points: points)])
            for n in [2, 10, 100, 1_000] {
                let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: n, from: store)
                try expect(answer.buckets.count <= n, "at most \(n)")
                try expectEqual(
                    answer.buckets.map(\.count).reduce(0, +), 50_000, "every point is in one of \(n) buckets")
                try expectEqual(answer.buckets.map(\.maximum).max(), 1e9, "the spike is there")
                try expectEqual(answer.buckets.map(\.nanCount).reduce(0, +), 1, "the NaN is told")
            }
            let zoomed = try await SeriesReading.points(of: series, in: 31_230...31_239, atMost: 50, from: store)
            try expectEqual(zoomed.buckets.map(\.first), points[31_230...31_239].map(\.value), "exact when they fit")
        },
        Case("infinities are counted in every bucket, and finite spikes beside them are kept") { store in
            let run = try await begin(store)
            let series = SeriesID(run: run, metric: "loss")
            var points = (0..<9_000).map { point($0, Double($0 % 100), sequence: $0) }
            for (step, value) in [(500, 1e9), (501, .infinity), (502, .infinity), (7_000, -.infinity), (7_001, -5)]
                as [(Int64, Double)]
            { points[Int(step)] = point(step, value, sequence: step) }
            for part in [points[3_000...], points[..<3_000]] {
                try await store.append([SeriesAppend(series: series, points: Array(part))])
            }
            for n in [1, 2, 10, 100, 1_000] {
                let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: n, from: store)
                let comment = "in \(n) buckets"
                try expectEqual(answer.buckets.map(\.positiveInfinityCount).reduce(0, +), 2, "+∞ \(comment)")
                try expectEqual(answer.buckets.map(\.negativeInfinityCount).reduce(0, +), 1, "-∞ \(comment)")
                try expectEqual(answer.buckets.map(\.finiteMaximum).max(), 1e9, "the greatest \(comment)")
                try expectEqual(answer.buckets.map(\.finiteMinimum).min(), -5, "the smallest \(comment)")
            }
        },
        Case("points for a run that is not there are refused, and none of the call is stored") { store in
            let run = try await begin(store)
            let good = SeriesAppend(series: SeriesID(run: run, metric: "a"), points: [point(1, 1, sequence: 1)])
            let bad = SeriesAppend(series: SeriesID(run: someRun(9), metric: "a"), points: [point(1, 1, sequence: 1)])
            try await expectError(.notFound, "no such run") { try await store.append([good, bad]) }
            let blocks = try await store.seriesBlocks(of: good.series, in: .min ... .max, content: .summary)
            try expectEqual(blocks.count, 0, "nothing stored")
        },
    ]
}
