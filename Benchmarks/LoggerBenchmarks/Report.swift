import BenchmarkKit

/// Everything that is measured, in order.
struct Report {
    let bench: Bench
    let points: Int
    let longPoints: Int
    let records: Int
    private(set) var table = ResultTable()

    init(bench: Bench, points: Int, longPoints: Int, records: Int) {
        self.bench = bench
        self.points = points
        self.longPoints = longPoints
        self.records = records
    }

    mutating func measure() throws {
        try measureCalls()
        try measurePoints()
        try measurePromises()
        try measureRecovery()
        try measureRecords()
    }

    private mutating func measureCalls() throws {
        let calls = try bench.measure(.callsBuffered, points)
        add("a logScalar call, median", calls.medianCall, target: .limit(.microseconds(1)))
        add("a logScalar call, 99 of 100", calls.slowestCall, target: .limit(.microseconds(10)))
        try bench.clear()
        let collected = try bench.measure(.collect, points)
        add(
            "a metrics.collect call of ml-logger's words, median", collected.medianCall,
            target: .limit(.microseconds(0.2)))
        try bench.clear()
        let words = try bench.measure(.metricsLog, points)
        add("metrics.log of ml-logger's words until close()", words.rate, target: .limit(.perSecond(1_000_000)))
        try bench.clear()
        let images = try bench.measure(.images, 1_000)
        add("1,000 images of 64 × 64, of the loop's time", images.rate, target: .limit(.perSecond(1_000)))
        try bench.clear()
    }

    private mutating func measurePoints() throws {
        let own = try bench.measure(.points, points)
        let what = "\(Double(points).grouped) points until close()"
        add(what, own.rate, target: .limit(.perSecond(2_000_000)))
        add("\(what), peak of memory", own.memory, target: .limit(.megabytes(64)))
        for peer in Peer.ofPoints {
            guard let figures = try bench.measure(peer, min(points, peer.mostPoints)) else { continue }
            add("  beside \(peer.title)", own.rate, peer: figures.rate)
        }
        try bench.clear()
        let scalars = try bench.measure(.scalars, points)
        add("\(what), ten in a logScalars", scalars.rate)
        try bench.clear()
        let long = try bench.measure(.points, longPoints)
        let longWhat = "\(Double(longPoints).grouped) points until close()"
        add(longWhat, long.rate, target: .limit(.perSecond(2_000_000)))
        add("\(longWhat), of processor time", long.processorRate)
        add("\(longWhat), peak of memory", long.memory, target: .limit(.megabytes(64)))
        try bench.clear()
    }

    private mutating func measurePromises() throws {
        let promises: [(String, Work, Work, Int)] = [
            ("written", .callsWritten, .pointsWritten, points / 4),
            ("synced", .callsSynced, .pointsSynced, points / 200),
        ]
        for (name, calls, rate, count) in promises {
            let times = try bench.measure(calls, count)
            add("a logScalar call, \(name), median", times.medianCall)
            add("a logScalar call, \(name), 99 of 100", times.slowestCall)
            add("points until close(), \(name)", try bench.measure(rate, count).rate)
        }
        try bench.clear()
    }

    private mutating func measureRecovery() throws {
        let count = points * 5
        _ = try bench.measure(.leave, count)
        let recovery = try bench.measure(.recover, count)
        add(
            "delivering \(Double(count).grouped) points that a killed process left",
            recovery.time)
        try bench.clear()
    }

    private mutating func measureRecords() throws {
        guard bench.hasMongoDB else { return Console.say("left out: records, because there is no MongoDB") }
        let own = try bench.measure(.records, records)
        let what = "\(Double(records).grouped) records of ten numbers until close()"
        add(what, own.rate)
        for (peer, target) in [(Peer.original, Target.ratio(20)), (.originalUnjournaled, nil)] {
            guard let figures = try bench.measure(peer, min(records, peer.mostPoints)) else { continue }
            add("  beside \(peer.title)", own.rate, peer: figures.rate, target: target)
        }
        try bench.clear()
    }

    private mutating func add(_ what: String, _ figure: Figure?, peer: Figure? = nil, target: Target? = nil) {
        guard let figure else { return Console.say("left out: \(what), because it was not timed") }
        table.add(ResultTable.Row(what, figure, peer: peer, target: target))
    }
}
