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
        /// Whether these are all of theirs; where not, it is one run with very many.
        private var hasAllMetrics = true
        private var limits: SacredLimits
        private let denial = SacredDenial()
        private var last: Value?
        private var isAtEnd = false

        /// - Parameters:
        ///   - now: what a run that gave a sign of life shortly before still goes on at.
        ///   - limits: how much is asked for at a time. Default: the usual.
        /// - Throws: ``RegistryError`` with `invalidArgument`.
        init(_ place: SacredDatabase, now: WallTime = .now, limits: SacredLimits = SacredLimits()) throws {
            self.limits = limits
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
                metrics: SacredMetricDocuments(documents, in: collections.metrics, of: database),
                isWhole: hasAllMetrics,
                denial: denial, mostFileBytes: limits.fileBytes, now: now)
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
            // The last one comes once more.
            find.limit = limits.runs + (last == nil ? 0 : 1)
            let (found, isCut) = try database.find(find, mostBytes: limits.pageBytes)
            isAtEnd = !isCut && found.count < find.limit
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
            guard !ids.isEmpty else {
                if !isAtEnd { reports.append("\(place): it cannot be read further") }
                isAtEnd = true
                return
            }
            try takeMetrics(of: &ids)
            last = ids.last
            page = ids.reversed().map { SacredIdentifier($0) }
        }

        /// Finds the metrics of runs: of fewer at a time where those of many are too many. Runs for which there is no room are left out of the
        /// list, and come next.
        private func takeMetrics(of ids: inout [Value]) throws {
            while true {
                let found = try findMetrics(of: ids)
                guard found.isCut, ids.count > 1 else {
                    (metrics, hasAllMetrics) = (found.metrics, !found.isCut)
                    return
                }
                limits.runs = ids.count / 2
                ids.removeLast(ids.count - limits.runs)
                isAtEnd = false
            }
        }

        /// Where the metrics of runs are. Sacred makes no index of the runs that metrics belong to: the metrics of many runs are looked for at
        /// a time.
        private func findMetrics(
            of runs: [Value]
        ) throws -> (metrics: [SacredIdentifier: [Value]]?, isCut: Bool) {
            var find = ForeignFind(in: collections.metrics)
            find.filter = ["run_id": ["$in": .array(runs)]]
            find.fields = ["run_id": 1]
            let found: (documents: [EncodedDocument], isCut: Bool)
            do {
                found = try database.find(find, mostBytes: limits.metricBytes)
            } catch let error as RegistryError where error.code == .timedOut {
                reports.append(
                    "\(database.place)/\(collections.metrics): the metrics of \(runs.count) runs were not found in time; only those "
                        + "that the runs name themselves are taken. An index helps: db.\(collections.metrics).createIndex({run_id: 1})"
                )
                return (nil, false)
            }
            guard !found.isCut || runs.count == 1 else { return (nil, true) }
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
            if found.isCut {
                let run = SacredIdentifier(runs[0]).text
                reports.append("\(place): run \(run) has more metrics than are taken; it is not complete")
            }
            return (metrics.mapValues { $0.sorted { Value.order($0, $1) == .ascending } }, found.isCut)
        }
    }
#endif
