import RegistryCore

#if MongoDB
    import MongoStorage
#endif

extension TrackerSearch {
    /// Whether a text is an address with a scheme rather than a path. It may hold a password, and is not to be shown.
    public static func isURL(_ text: String) -> Bool {
        guard let end = text.firstRange(of: "://")?.lowerBound, end > text.startIndex else { return false }
        return text[..<end].utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    /// The runs of other trackers in a MongoDB database: those of Sacred's MongoObserver, in all collections that hold some.
    ///
    /// A standalone server will do, and a user who may only read. Nothing that is answered or thrown holds the URL's user name or
    /// password.
    ///
    /// - Parameters:
    ///   - url: `mongodb://USER:PASSWORD@HOST:PORT/DATABASE` or `mongodb+srv://…`. Without a database it is `sacred`, as Sacred's own default.
    ///   - tracker: only runs of this one; `nil` for all.
    ///   - prefix: only the collections `PREFIX_runs` and `PREFIX_metrics`; with an empty one `runs` and `metrics`. Default `nil`: all.
    /// - Throws: ``RegistryError``: `invalidArgument` for a URL that is none, `notFound` when the database has no such runs,
    ///   `unsupported` for another tracker and in a build without MongoDB; `unavailable`, `accessDenied`, `timedOut`.
    public static func sources(
        inDatabase url: String, tracker: Tracker? = nil, prefix: String? = nil
    ) async throws -> Answer {
        guard tracker == nil || tracker == .sacred else {
            throw RegistryError(
                .unsupported,
                "Only Sacred's runs are read from a MongoDB database; those of other trackers from their files.")
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard scheme == "mongodb" || scheme == "mongodb+srv" else {
            throw RegistryError(
                .invalidArgument,
                "Runs are read from a file, a folder, or a database whose URL begins with mongodb:// or mongodb+srv://."
            )
        }
        #if MongoDB
            let configuration = try SacredDatabase.configuration(url)
            let looked = try await SacredSearch().collections(
                at: configuration, defaultName: SacredDatabase.defaultName, prefix: prefix)
            guard !looked.found.isEmpty else {
                // It may hold runs all the same.
                if let fault = looked.unread.first { throw fault.reason }
                let wanted = prefix.map { SacredCollections(prefix: $0).runs } ?? "any collection"
                throw RegistryError(
                    .notFound,
                    ([
                        "There are no runs of Sacred's in \(PlainText.of(wanted)) of \(looked.place). Check the URL's database; a run in Sacred's queue alone is none."
                    ]
                        + looked.remarks).joined(separator: " "))
            }
            var answer = Answer()
            answer.sources = looked.found.map {
                FoundSource(
                    SacredDatabase(configuration: configuration, collections: $0), at: "\(looked.place)/\($0.runs)")
            }
            answer.remarks = looked.remarks
            return answer
        #else
            throw RegistryError(
                .unsupported,
                "This program was built without MongoDB. Build it with the package trait MongoDB, or import from files."
            )
        #endif
    }
}

extension TrackerSearch.Answer {
    /// Refuses a store in a database that holds runs of Sacred's when runs are read from a database: the registry's collections have the
    /// same names, and what is to be read would be changed.
    ///
    /// It is asked before the store is opened, and looks at what the database holds, not at what it is called: a server has many names.
    ///
    /// - Throws: ``RegistryError``: `invalidArgument` for such a store, and what says that its database cannot be looked into.
    ///   `CancellationError`.
    public func check(_ store: StorageLocation) async throws {
        #if MongoDB
            guard case .mongoDB(let url) = store, sources.contains(where: \.isInDatabase) else { return }
            let looked = try await SacredSearch().collections(
                at: try SacredDatabase.configuration(url), defaultName: MongoConfiguration.defaultDatabase)
            guard let found = looked.found.first else {
                if let fault = looked.unread.first { throw fault.reason }
                return
            }
            throw RegistryError(
                .invalidArgument,
                "The store would be in a database that holds runs of Sacred's, \(looked.place)/\(PlainText.of(found.runs)), and change it. Name another database with --store."
            )
        #endif
    }
}
