import BenchmarkKit
import RegistryCore

extension Scene {
    /// Asks for a chart of one long metric.
    func measureSeries(_ table: inout ResultTable, _ targets: Targets) async throws {
        var random = SystemRandomNumberGenerator()
        let run = Run(id: RunID(time: .now, using: &random), name: "long", startTime: .now)
        try await store.insert([run.document], into: .runs)
        let series = SeriesID(run: run.id, metric: "loss")
        say("appending \(sizes.points) points")
        let portion = 4_096 * 8
        let appending = try await Stopwatch.time {
            for start in stride(from: 0, to: sizes.points, by: portion) {
                let points = (start..<min(start + portion, sizes.points)).map(SampleRecords.point)
                try await store.append([SeriesAppend(series: series, points: points)])
            }
        }
        table.add(
            ResultTable.Row(
                subject: name, "append \(sizes.points) points", .rate(of: sizes.points, in: appending)))
        say("appending points one by one")
        let single = SeriesID(run: run.id, metric: "single")
        let count = 1_000
        let singly = try await Stopwatch.time {
            for index in 0..<count {
                try await store.append([SeriesAppend(series: single, points: [SampleRecords.point(index)])])
            }
        }
        table.add(
            ResultTable.Row(
                subject: name, "append points one by one", .rate(of: count, in: singly)))
        say("asking for charts")
        let whole = try await Stopwatch.times(sizes.repetitions) { _ in
            let answer = try await SeriesReading.points(of: series, in: .min ... .max, atMost: 1_000, from: store)
            guard answer.count == sizes.points else { throw WrongAnswer("a chart stands for \(answer.count) points") }
        }
        add("1,000 buckets out of \(sizes.points) points", whole, atMost: targets.seriesMilliseconds, to: &table)
        let part = try await Stopwatch.times(sizes.repetitions) { round in
            let first = Int64(sizes.points / 10 + round * 97)
            let range = Step(first)...Step(first + Int64(sizes.points) / 2)
            _ = try await SeriesReading.points(of: series, in: range, atMost: 1_000, from: store)
        }
        add("1,000 buckets out of half of them", part, atMost: targets.seriesMilliseconds, to: &table)
    }
}
