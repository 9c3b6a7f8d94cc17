import BenchmarkKit
import RegistryCore

extension Scene {
    /// How often everything is inserted, after one time that does not count.
    private static let insertions = 3

    /// How often everything is read, five times each.
    private static let readings = 3

    /// Inserts records of ten fields in batches of 1,000 and reads all of them back.
    func measureBulk(_ table: inout ResultTable, _ targets: Targets) async throws {
        say("inserting \(sizes.bulk) records, again and again")
        var own: [Duration] = []
        var peers: [Duration] = []
        // In turns, so that a server that has just started does not count for one of them alone.
        for round in 0...Self.insertions {
            let collection = try CollectionName("bulk\(round)")
            let duration = try await Stopwatch.time {
                for batch in SampleRecords.batches(sizes.bulk) { try await store.insert(batch, into: collection) }
            }
            let peer = try peer?.run("insert", "\(sizes.bulk)", "\(round)")
            guard round > 0 else { continue }
            own.append(duration)
            peers += peer.map { [$0] } ?? []
        }
        table.add(
            row(
                "insert \(sizes.bulk) records in batches of 1,000", own, peers: peers,
                target: targets.insertedPerSecond.map { .limit(.perSecond($0)) }
                    ?? targets.insertRatio.map { .ratio($0) }))
        try await measureReading(&table, targets)
    }

    private func measureReading(_ table: inout ResultTable, _ targets: Targets) async throws {
        let collection = try CollectionName("bulk0")
        say("reading \(sizes.bulk) records, again and again")
        var own: [Duration] = []
        var peers: [Duration] = []
        for _ in 0..<Self.readings {
            let times = try await Stopwatch.times(5) { _ in try await readAll(of: collection) }
            own.append(times.median)
            peers += try peer.map { [try $0.run("find", "\(sizes.bulk)")] } ?? []
        }
        table.add(
            row(
                "find and decode \(sizes.bulk) records", own, peers: peers,
                target: targets.findRatio.map { .ratio($0) }))
    }

    private func readAll(of collection: CollectionName) async throws {
        var found = 0
        var query = Query(limit: Query.largestPage)
        repeat {
            let page = try await store.find(in: collection, query)
            found += page.elements.count
            query.cursor = page.next
        } while query.cursor != nil
        guard found == sizes.bulk else { throw WrongAnswer("\(found) of \(sizes.bulk) records came back") }
    }

    private func row(
        _ what: String, _ own: [Duration], peers: [Duration], target: Target?
    ) -> ResultTable.Row {
        func rate(_ durations: [Duration]) -> Figure { .rate(of: sizes.bulk, in: Times(durations).median) }
        return ResultTable.Row(
            subject: name, what, rate(own), peer: peers.isEmpty ? nil : rate(peers), target: target)
    }
}
