#if MongoDB
    import BSONCoding
    import MongoStorage
    import RegistryCore

    /// Looks for Sacred's runs in a database, on a queue of its own: its calls wait, at most until its caller's task is cancelled.
    actor SacredSearch {
        private nonisolated let queue = SerialQueue(label: "Sacred search")
        private let mostCollections: Int

        nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

        /// The documents of a collection that are looked at, and the most bytes of them.
        private static let (mostSamples, mostSampleBytes) = (50, 4 << 20)

        /// What is in a database.
        struct Answer: Sendable {
            /// The database as a URL, without anything secret.
            let place: String
            /// The collections that hold runs of Sacred's.
            fileprivate(set) var found: [SacredCollections] = []
            /// Those that could not be looked into, and why.
            fileprivate(set) var unread: [(name: String, reason: RegistryError)] = []
            /// How many were not looked at because there are too many.
            fileprivate(set) var furtherCount = 0
        }

        /// - Parameter mostCollections: The most collections that are looked into. Default: 500.
        init(mostCollections: Int = 500) { self.mostCollections = mostCollections }

        /// The collections of a database that hold runs of Sacred's. One that cannot be looked into does not keep from the others.
        ///
        /// - Parameters:
        ///   - defaultName: The database when the URL names none.
        ///   - prefix: only those of this prefix; `nil` for all.
        /// - Throws: ``RegistryError`` when the database itself cannot be read. `CancellationError`.
        func collections(
            at configuration: MongoConfiguration, defaultName: String, prefix: String? = nil
        ) throws -> Answer {
            let database = try ForeignMongoDatabase(configuration, defaultName: defaultName)
            let names = try database.collectionNames().filter { !$0.hasPrefix("fs.") && !$0.hasPrefix("system.") }
            let wanted = prefix.map { SacredCollections(prefix: $0) }
            let candidates = names.sorted().map { SacredCollections(runs: $0) }
                .filter { wanted == nil || $0 == wanted }
                // Those that are named for it are not left out because of many others.
                .sorted { $0.isNamedForRuns && !$1.isNamedForRuns }
            var answer = Answer(place: database.place)
            answer.furtherCount = max(0, candidates.count - mostCollections)
            for collections in candidates.prefix(mostCollections) {
                do {
                    if try holdsRuns(collections, in: database) { answer.found.append(collections) }
                } catch let error as RegistryError where error.code != .unavailable {
                    answer.unread.append((collections.runs, error))
                }
            }
            return answer
        }

        /// Whether a document of the first ones has the shape of a run of Sacred's. A registry has runs as well, and elsewhere anything may be
        /// called like this.
        private func holdsRuns(_ collections: SacredCollections, in database: ForeignMongoDatabase) throws -> Bool {
            var find = ForeignFind(in: collections.runs)
            find.fields = ["experiment.name": 1, "format": 1]
            find.limit = Self.mostSamples
            return try database.find(find, mostBytes: Self.mostSampleBytes).documents.contains { document in
                guard let sample = try? document.document() else { return false }
                if sample["format"]?.stringValue?.hasPrefix("MongoObserver") == true { return true }
                return collections.isNamedForRuns && sample["experiment"]?.documentValue?["name"]?.stringValue != nil
            }
        }
    }

    extension SacredSearch.Answer {
        /// What is to be said of collections that may hold runs and were not looked into.
        var remarks: [String] {
            var remarks: [String] = []
            if let first = unread.first {
                remarks.append(
                    "\(unread.count) collections of \(place) could not be looked into. The first: \(PlainText.of(first.name)): "
                        + first.reason.message)
            }
            if furtherCount > 0 {
                remarks.append(
                    "\(furtherCount) further collections of \(place) were not looked at: there are too many. Name the prefix of those "
                        + "with runs (--prefix).")
            }
            return remarks
        }
    }
#endif
