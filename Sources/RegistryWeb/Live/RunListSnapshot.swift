import RegistryCore

/// The newest runs as they were at a moment.
struct RunListSnapshot: Snapshot {
    /// A run in the list.
    struct Entry: Sendable {
        let id: String
        /// A digest of all of the run, its summaries included.
        let digest: UInt64
        /// What is told of it; the rest can be asked for.
        let told: Document
    }

    /// The most runs: 100.
    static let most = 100

    private static let toldFields = ["_id", "experiment", "name", "status", "startTime", "endTime", "heartbeat"]

    let number: Int
    let entries: [Entry]
    /// A digest of them all.
    let digest: UInt64

    init(number: Int, records: [Document]) {
        self.number = number
        var all = FNV1a()
        entries = records.map { record in
            var hash = FNV1a()
            hash.combine(Value.document(record).json().utf8)
            all.combine(bytes(of: hash.digest))
            var told: Document = [:]
            for name in Self.toldFields { told[name] = record[name] }
            return Entry(id: record["_id"]?.stringValue ?? "", digest: hash.digest, told: told)
        }
        digest = all.digest
    }
}

/// The bytes of a digest, to make a digest of digests.
private func bytes(of digest: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: digest >> (8 * $0)) }
}

extension Feed<RunListSnapshot> {
    /// The feed of the newest runs.
    convenience init(newestRunsIn store: any RecordReader, interval: Duration) {
        self.init(interval: interval) { number in
            let newest = Query(sort: [SortKey("startTime", .descending)], limit: RunListSnapshot.most)
            let page = try await ApparentRuns(store, at: .now).find(in: .runs, newest)
            return RunListSnapshot(number: number, records: page.elements)
        }
    }
}
