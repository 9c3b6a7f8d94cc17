import RegistryCore

extension Scene {
    /// Inserts records of ten fields in batches of 1,000 and reads all of them back.
    func measureBulk(_ table: inout ResultTable, _ targets: Targets) async throws {
        let collection = try CollectionName("bulk")
        let batches = SampleRecords.batches(sizes.bulk)
        say("inserting \(sizes.bulk) records")
        let insertion = try await Stopwatch.time {
            for batch in batches { try await store.insert(batch, into: collection) }
        }
        let plainPeer = try peer?.run("insert", "\(sizes.bulk)")
        table.add(
            row(
                "insert \(sizes.bulk) records in batches of 1,000", insertion, peer: plainPeer,
                target: targets.insertedPerSecond.map { .perSecond($0) } ?? targets.insertRatio.map { .ratio($0) }))
        say("reading \(sizes.bulk) records")
        let reading = try await Stopwatch.times(5) { _ in
            var found = 0
            var query = Query(limit: Query.largestPage)
            repeat {
                let page = try await store.find(in: collection, query)
                found += page.elements.count
                query.cursor = page.next
            } while query.cursor != nil
            guard found == sizes.bulk else { throw WrongAnswer("\(found) of \(sizes.bulk) records came back") }
        }
        let readingPeer = try peer?.run("find", "\(sizes.bulk)")
        table.add(
            row(
                "find and decode \(sizes.bulk) records", .milliseconds(reading.median), peer: readingPeer,
                target: targets.findRatio.map { .ratio($0) }))
    }

    private func row(
        _ what: String, _ duration: Duration, peer: Duration?, target: ResultTable.Target?
    ) -> ResultTable.Row {
        ResultTable.Row(
            store: name, what: what, figure: .perSecond(Double(sizes.bulk) / duration.inSeconds),
            peer: peer.map { .perSecond(Double(sizes.bulk) / $0.inSeconds) }, target: target)
    }
}
