import RegistryCore

/// What was deleted over the API and can still be restored, for a week.
///
/// Records move here with their content. A run stays where it is, since its series may be large, and is only hidden (see
/// ``VisibleRecords``) until its week is over; then ``TrashKeeper`` removes it with everything that belongs to it.
struct Trash: Sendable {
    /// How long what was deleted can be restored: seven days.
    static let window = Duration.seconds(7 * 86_400)

    /// How much later it is removed for good: an hour. Whoever was just in time to restore something has long done so then,
    /// also by the clock of another server.
    static let grace = Duration.seconds(3_600)

    let store: any RegistryStore
    let collection = CollectionName.trash
    private let hidden: HiddenRuns
    private let now: @Sendable () -> WallTime
    /// Of those who change one item, one at a time: what is deleted anew must not be removed for its first deletion.
    private let turns = Turns(most: 1)

    /// - Parameters:
    ///   - clock: The time by which what other programs deleted is looked for again.
    ///   - now: The time by which the week is counted.
    init(
        store: any RegistryStore, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> WallTime = { .now }
    ) {
        self.store = store
        self.now = now
        hidden = HiddenRuns(clock: clock)
    }

    /// Deletes a record, and says until when it can be restored. One that is deleted already stays as it is.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none.
    func delete(_ ids: [RecordID], from origin: CollectionName) async throws -> Document {
        let turn = try await turns.take()
        defer { withExtendedLifetime(turn) { hidden.forget() } }
        for id in ids {
            if let known = try await item(id, of: origin), try await isGone(id, from: origin) { return told(known) }
            guard let record = try await store.record(id, in: origin) else { continue }
            var item: Document = [
                "_id": key(of: id, in: origin).value, "collection": .string(origin.description), "record": id.value,
                "time": .date(now()),
            ]
            if origin == .runs {
                item["began"] = record["startTime"]
            } else {
                item["content"] = .binary(Binary(try record.bson()))
            }
            // First here, then gone there: whatever happens in between, it is somewhere.
            try await keep(item)
            if origin != .runs { try await store.delete([id], from: origin) }
            return told(item)
        }
        throw RegistryError(.notFound, "There is no such record to delete.")
    }

    private func keep(_ item: Document) async throws {
        do {
            try await store.insert([item], into: collection)
        } catch let error as RegistryError where error.code == .alreadyExists {
            // The record was deleted before and has come again since, under the same identifier.
            guard let id = item["_id"].flatMap(RecordID.init) else { throw error }
            var change = RecordChange()
            for name in ["time", "content", "began"] { change.set[try FieldPath(name)] = item[name] }
            _ = try await store.update(id, in: collection, change)
        }
    }

    /// Brings a record back.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when it was not deleted or its time is over, and `alreadyExists` when another
    ///   record has its identifier by now.
    func restore(_ ids: [RecordID], to origin: CollectionName) async throws {
        let turn = try await turns.take()
        defer { withExtendedLifetime(turn) { hidden.forget() } }
        let oldest = now() - Self.window
        for id in ids {
            guard let item = try await item(id, of: origin), let time = item["time"]?.dateValue,
                time >= oldest
            else { continue }
            if let content = item["content"]?.binaryValue {
                let record = try Document(bson: content.bytes).withoutIndexes
                do {
                    try await store.insert([record], into: origin)
                } catch let error as RegistryError where error.code == .alreadyExists {
                    // An earlier attempt came this far; or somebody else took the identifier.
                    guard try await store.record(id, in: origin)?.withoutIndexes == record else { throw error }
                }
            }
            try await store.delete([key(of: id, in: origin)], from: collection)
            return
        }
        throw RegistryError(
            .notFound, "There is no such record to restore: it was not deleted, or more than seven days ago.")
    }

    /// The runs that are deleted and not gone yet; those that other programs delete, within a second.
    func runs() async throws -> Set<String> { try await hidden.runs(readingBy: readRuns) }

    private func readRuns() async throws -> Set<String> {
        let filter = Filter.field("collection", .equals(.string(CollectionName.runs.description)))
        var runs: Set<String> = []
        var query = Query(filter, limit: Query.largestPage)
        repeat {
            let page = try await store.find(in: collection, query)
            runs.formUnion(page.elements.compactMap { $0["record"]?.stringValue })
            query.cursor = page.next
        } while query.cursor != nil
        return runs
    }

    /// An item as it is told: without the content.
    func told(_ item: Document) -> Document {
        var told: Document = [:]
        for name in ["collection", "record", "time"] { told[name] = item[name] }
        if let time = item["time"]?.dateValue {
            told["restorableUntil"] = .date(Self.end(of: time))
        }
        return told
    }

    /// Until when what was deleted at a time can be restored.
    static func end(of time: WallTime) -> WallTime {
        let (end, isTooFar) = time.millisecondsSince1970.addingReportingOverflow(window.components.seconds * 1_000)
        return isTooFar ? time : WallTime(millisecondsSince1970: end)
    }

    private func item(_ id: RecordID, of origin: CollectionName) async throws -> Document? {
        try await store.record(key(of: id, in: origin), in: collection)
    }

    private func isGone(_ id: RecordID, from origin: CollectionName) async throws -> Bool {
        guard origin != .runs else { return true }
        return try await store.record(id, in: origin) == nil
    }

    /// Identifiers of every kind and length as one of text.
    private func key(of id: RecordID, in origin: CollectionName) -> RecordID {
        .string(SHA256.hexadecimalDigest(of: Array("\(origin) \(id.value.json())".utf8)))
    }

    /// Some of what nobody can restore any longer, the oldest first.
    ///
    /// - Parameters:
    ///   - limit: How many at most.
    ///   - cursor: Behind which ones. Default: from the oldest on.
    func expired(limit: Int, cursor: PageCursor? = nil) async throws -> Page<Document> {
        let filter = Filter.field("time", .less(.date(now() - Self.window - Self.grace)))
        return try await store.find(
            in: collection, Query(filter, sort: [SortKey("time")], limit: limit, cursor: cursor))
    }

    /// Removes an item for good, a run with all that belongs to it; unless it was deleted anew meanwhile.
    func purge(_ item: Document) async throws {
        if item["collection"]?.stringValue == CollectionName.runs.description,
            let run = item["record"]?.stringValue.flatMap(RunID.init), try await isSame(run, as: item)
        {
            do {
                // It may take its time: nobody waits for it, and nobody restores it.
                _ = try await store.deleteRun(run)
            } catch let error as RegistryError where error.code == .notFound {
                // Somebody else removed it.
            }
        }
        guard let id = item["_id"].flatMap(RecordID.init) else { return }
        let turn = try await turns.take()
        defer { withExtendedLifetime(turn) { hidden.forget() } }
        guard try await store.record(id, in: collection)?["time"] == item["time"] else { return }
        try await store.delete([id], from: collection)
    }
}

extension Trash {
    /// Whether the run that is stored is the one that was deleted. A purge that broke off behind its first half may find another
    /// one with its identifier.
    private func isSame(_ run: RunID, as item: Document) async throws -> Bool {
        guard let began = item["began"], let stored = try await store.record(RecordID(run), in: .runs) else {
            return true
        }
        return stored["startTime"] == began
    }
}

extension WallTime {
    fileprivate static func - (time: WallTime, duration: Duration) -> WallTime {
        WallTime(millisecondsSince1970: time.millisecondsSince1970 - duration.components.seconds * 1_000)
    }
}
