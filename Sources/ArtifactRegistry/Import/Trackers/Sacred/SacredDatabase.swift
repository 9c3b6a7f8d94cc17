#if MongoDB
    import BSONCoding
    import MongoStorage
    import RegistryCore

    /// A MongoDB database that Sacred writes to, and which of its collections are read. Nothing of it shows a password.
    struct SacredDatabase: Hashable, Sendable {
        let configuration: MongoConfiguration
        let collections: SacredCollections

        /// Sacred's own default.
        static let defaultName = "sacred"
        /// How long the server may take for one answer: metrics may have to be looked for without an index.
        static let timeLimit = Duration.seconds(120)
        /// The most collections that are looked into, and the documents of each.
        private static let (mostCollections, mostSamples) = (500, 50)

        /// The database of a URL.
        ///
        /// - Throws: ``RegistryError`` with `invalidArgument`, which repeats nothing secret.
        static func configuration(_ url: String) throws(RegistryError) -> MongoConfiguration {
            try MongoConfiguration(url: url, timeLimit: timeLimit)
        }

        /// Connects.
        func open() throws -> ForeignMongoDatabase {
            try ForeignMongoDatabase(configuration, defaultName: Self.defaultName)
        }

        /// The collections in a database that hold runs of Sacred's.
        ///
        /// - Parameter prefix: only those of this prefix; `nil` for all.
        static func collections(in database: ForeignMongoDatabase, prefix: String?) throws -> [SacredCollections] {
            let names = try database.collectionNames().filter { !$0.hasPrefix("fs.") && !$0.hasPrefix("system.") }
            let wanted = prefix.map { SacredCollections(prefix: $0) }
            let candidates = names.sorted().map { SacredCollections(runs: $0) }
                .filter { wanted == nil || $0 == wanted }
                // Those that are named for it are not left out because of many others.
                .sorted { $0.isNamedForRuns && !$1.isNamedForRuns }
            return try candidates.prefix(mostCollections).filter { try holdsRuns($0, in: database) }
        }

        /// Whether a document of the first ones has the shape of a run of Sacred's. A registry has runs as well, and elsewhere anything may be
        /// called like this.
        private static func holdsRuns(
            _ collections: SacredCollections, in database: ForeignMongoDatabase
        ) throws -> Bool {
            var find = ForeignFind(in: collections.runs)
            find.fields = ["experiment.name": 1, "format": 1]
            find.limit = mostSamples
            return try database.find(find, mostBytes: 4 << 20).documents.contains { document in
                guard let sample = try? document.document() else { return false }
                if sample["format"]?.stringValue?.hasPrefix("MongoObserver") == true { return true }
                return collections.isNamedForRuns && sample["experiment"]?.documentValue?["name"]?.stringValue != nil
            }
        }
    }
#endif
