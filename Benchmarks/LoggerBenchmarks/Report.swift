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
        table.add("a logScalar call, median", .microseconds(calls.median), target: .microseconds(1))
        table.add("a logScalar call, 99 of 100", .microseconds(calls.slowest), target: .microseconds(10))
        try bench.clear()
    }

    private mutating func measurePoints() throws {
        let own = try bench.measure(.points, points)
        let what = "\(ResultTable.grouped(Double(points))) points until close()"
        table.add(what, .perSecond(own.rate), target: .perSecond(2_000_000))
        table.add("\(what), peak of memory", .megabytes(own.peakMegabytes), target: .megabytes(64))
        for peer in Peer.ofPoints {
            guard let figures = try bench.measure(peer, min(points, peer.mostPoints)) else { continue }
            table.add("  beside \(peer.title)", .perSecond(own.rate), peer: .perSecond(figures.rate))
        }
        try bench.clear()
        let scalars = try bench.measure(.scalars, points)
        table.add("\(what), ten in a logScalars", .perSecond(scalars.rate))
        try bench.clear()
        let long = try bench.measure(.points, longPoints)
        let longWhat = "\(ResultTable.grouped(Double(longPoints))) points until close()"
        table.add(longWhat, .perSecond(long.rate), target: .perSecond(2_000_000))
        table.add("\(longWhat), of processor time", .perSecond(Double(long.count) / max(long.processorSeconds, 1e-9)))
        table.add("\(longWhat), peak of memory", .megabytes(long.peakMegabytes), target: .megabytes(64))
        try bench.clear()
    }

    private mutating func measurePromises() throws {
        let promises: [(String, Work, Work, Int)] = [
            ("written", .callsWritten, .pointsWritten, points / 4),
            ("synced", .callsSynced, .pointsSynced, points / 200),
        ]
        for (name, calls, rate, count) in promises {
            let times = try bench.measure(calls, count)
            table.add("a logScalar call, \(name), median", .microseconds(times.median))
            table.add("a logScalar call, \(name), 99 of 100", .microseconds(times.slowest))
            table.add("points until close(), \(name)", .perSecond(try bench.measure(rate, count).rate))
        }
        try bench.clear()
    }

    private mutating func measureRecovery() throws {
        let count = points * 5
        _ = try bench.measure(.leave, count)
        let recovery = try bench.measure(.recover, count)
        table.add(
            "delivering \(ResultTable.grouped(Double(count))) points that a killed process left",
            .milliseconds(recovery.seconds * 1_000))
        try bench.clear()
    }

    private mutating func measureRecords() throws {
        guard bench.hasMongoDB else { return bench.say("left out: records, because there is no MongoDB") }
        let own = try bench.measure(.records, records)
        let what = "\(ResultTable.grouped(Double(records))) records of ten numbers until close()"
        table.add(what, .perSecond(own.rate))
        for (peer, target) in [(Peer.original, ResultTable.Target.ratio(20)), (.originalUnjournaled, nil)] {
            guard let figures = try bench.measure(peer, min(records, peer.mostPoints)) else { continue }
            table.add("  beside \(peer.title)", .perSecond(own.rate), peer: .perSecond(figures.rate), target: target)
        }
        try bench.clear()
    }
}
