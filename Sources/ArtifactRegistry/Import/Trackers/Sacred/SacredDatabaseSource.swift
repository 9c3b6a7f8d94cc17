#if MongoDB
    import BSONCoding
    import MongoStorage
    import RegistryCore

    /// The runs that Sacred's MongoObserver left in a database, which is only read, in the order of their identifiers.
    ///
    /// In memory are the identifiers of some hundred runs and of their metrics, one run's record and some metrics: some tens of MB.
    final class SacredDatabaseSource: RunSource {
        let tracker = Tracker.sacred
        private(set) var reports: [String] = []
        private let database: ForeignMongoDatabase
        private let collections: SacredCollections
        private let hosts: String
        private let now: WallTime
        /// The identifiers of the next runs.
        private var page: [SacredIdentifier] = []
        /// Where the metrics of these runs are; `nil` when it could not be found out.
        private var metrics: [SacredIdentifier: [Value]]?
        private var last: Value?
        private var isAtEnd = false

        private static let pageSize = 500
        private static let mostPageBytes = 8 << 20
        private static let mostMetricBytes = 64 << 20

        /// - Parameter now: what a run that gave a sign of life shortly before still goes on at.
        /// - Throws: ``RegistryError`` with `invalidArgument`.
        init(_ place: SacredDatabase, now: WallTime = .now) throws {
            database = try place.open()
            collections = place.collections
            hosts = place.configuration.sortedHosts.joined(separator: ",")
            self.now = now
        }

        private var place: String { "\(database.place)/\(collections.runs)" }

        func nextRun() throws -> (any SourceRun)? {
            while true {
                if let id = page.popLast() {
                    if let run = try open(id) { return run }
                } else if isAtEnd {
                    return nil
                } else {
                    try fill()
                }
            }
        }

        private func open(_ id: SacredIdentifier) throws -> (any SourceRun)? {
            let place = "\(place), run \(id.text)"
            guard id.exactText.utf8.count <= SacredIdentifier.mostBytes else {
                reports.append("\(place): an identifier of more than \(SacredIdentifier.mostBytes) bytes is not taken")
                return nil
            }
            var find = ForeignFind(in: collections.runs)
            find.filter = ["_id": id.value]
            find.limit = 1
            // It may have been deleted meanwhile.
            guard let found = try database.find(find, mostBytes: .max).documents.first else { return nil }
            let record: SacredRecord
            do {
                record = SacredRecord(try found.document())
            } catch {
                reports.append("\(place): \(error.message)")
                return nil
            }
            let documents = metrics.map { $0[id] ?? [] } ?? record.namedMetrics
            return SacredDatabaseRun(
                record, id, key: key(of: id, record), place: place, database: database,
                metrics: SacredMetricDocuments(documents, in: collections.metrics, of: database), now: now)
        }

        /// What a run is known again by. A number that was free again may have been given to another run: the time tells them apart. With it
        /// the database may be moved to another host.
        private func key(of id: SacredIdentifier, _ record: SacredRecord) -> String {
            let start = record.start.map { "\($0.millisecondsSince1970)" } ?? hosts
            return "\(database.name).\(collections.runs)/\(id.exactText)/\(start)"
        }

        /// Asks for the next identifiers, from the last one on: it may have been deleted meanwhile.
        private func fill() throws {
            var find = ForeignFind(in: collections.runs)
            find.fields = ["_id": 1]
            find.isInOrder = true
            find.first = last
            find.limit = Self.pageSize
            let (found, isCut) = try database.find(find, mostBytes: Self.mostPageBytes)
            isAtEnd = !isCut && found.count < Self.pageSize
            var ids: [Value] = []
            var unreadable = 0
            for document in found {
                if let id = try? document["_id"], SacredIdentifier(id).isPlain {
                    ids.append(id)
                } else {
                    unreadable += 1
                }
            }
            if unreadable > 0 {
                reports.append(
                    "\(place): \(unreadable) runs have identifiers of a kind that Sacred does not give; they are not taken"
                )
            }
            if let last, ids.first == last { ids.removeFirst() }
            guard let newest = ids.last else {
                if !isAtEnd { reports.append("\(place): it cannot be read further") }
                isAtEnd = true
                return
            }
            last = newest
            page = ids.reversed().map { SacredIdentifier($0) }
            metrics = try findMetrics(of: ids)
        }

        /// Where the metrics of runs are. Sacred makes no index of the runs that metrics belong to: the metrics of many runs are looked for at
        /// a time.
        private func findMetrics(of runs: [Value]) throws -> [SacredIdentifier: [Value]]? {
            var find = ForeignFind(in: collections.metrics)
            find.filter = ["run_id": ["$in": .array(runs)]]
            find.fields = ["run_id": 1]
            let found: (documents: [EncodedDocument], isCut: Bool)
            do {
                found = try database.find(find, mostBytes: Self.mostMetricBytes)
            } catch let error as RegistryError where error.code == .timedOut {
                reports.append(
                    "\(database.place)/\(collections.metrics): the metrics of \(runs.count) runs were not found in time; only those "
                        + "that the runs name themselves are taken. An index helps: db.\(collections.metrics).createIndex({run_id: 1})"
                )
                return nil
            }
            var metrics: [SacredIdentifier: [Value]] = [:]
            var unreadable = 0
            for document in found.documents {
                if let run = try? document["run_id"], let id = try? document["_id"], SacredIdentifier(id).isPlain {
                    metrics[SacredIdentifier(run), default: []].append(id)
                } else {
                    unreadable += 1
                }
            }
            let place = "\(database.place)/\(collections.metrics)"
            if unreadable > 0 { reports.append("\(place): \(unreadable) documents cannot be read") }
            if found.isCut { reports.append("\(place): \(runs.count) runs have more metrics than are taken") }
            return metrics.mapValues { $0.sorted { Value.order($0, $1) == .ascending } }
        }
    }
#endif
