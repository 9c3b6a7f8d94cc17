#if MongoDB
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
    }
#endif
