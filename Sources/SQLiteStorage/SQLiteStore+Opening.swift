import BSONCoding
import Dispatch
import Foundation
import GRDB
import RegistryCore

extension SQLiteStore {
    /// Opens the database, or makes it with permissions for its owner alone (0600) when the file is not there.
    ///
    /// - Throws: ``RegistryError``, see ``SQLiteStore``; `invalidArgument` for a path or an option that is none; `notFound`
    ///   for a file that is not there, or empty, where ``SQLiteConfiguration/mustExist`` says that it must be a registry.
    public static func open(_ configuration: SQLiteConfiguration) async throws -> SQLiteStore {
        try await open(configuration) { ObjectID() }
    }

    /// Opens the database with a given source of identifiers.
    static func open(
        _ configuration: SQLiteConfiguration, newID: @escaping @Sendable () -> ObjectID
    ) async throws -> SQLiteStore {
        var configuration = try validated(configuration)
        if configuration.mayBeReadOnly, DatabaseFile.isProtected(configuration.path) { configuration.isReadOnly = true }
        let pool = try await withCheckedThrowingContinuation { [configuration] continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        try configuration.isReadOnly ? openReadOnly(configuration) : openPool(configuration)
                    }.mapError {
                        SQLiteErrorMapping.callerError(for: $0, path: configuration.path)
                    })
            }
        }
        return SQLiteStore(pool: pool, configuration: configuration, newID: newID)
    }

    private static func validated(_ configuration: SQLiteConfiguration) throws(RegistryError) -> SQLiteConfiguration {
        var configuration = configuration
        guard !configuration.path.isEmpty, !configuration.path.utf8.contains(0) else {
            throw RegistryError(.invalidArgument, "The path of a database is empty or holds a NUL. Name a file.")
        }
        guard configuration.timeLimit > .zero, configuration.busyTimeout >= .zero, configuration.readerCount >= 1 else {
            throw RegistryError(
                .invalidArgument,
                "A database needs a time limit above zero, a busy timeout of at least zero and at least one reader.")
        }
        // An absolute path cannot be taken for one of SQLite's special names, such as ":memory:" or "file:…".
        if !configuration.path.hasPrefix("/") {
            configuration.path = FileManager.default.currentDirectoryPath + "/" + configuration.path
        }
        return configuration
    }

    private static func openPool(_ configuration: SQLiteConfiguration) throws -> DatabasePool {
        try DatabaseFile.refuseWhatIsNoFile(configuration.path)
        if configuration.mustExist {
            guard FileManager.default.fileExists(atPath: configuration.path) else {
                throw RegistryError(
                    .notFound,
                    "There is no registry at \(configuration.path). Check the path, or log a run into it first.")
            }
        } else {
            try DatabaseFile.createIfMissing(configuration.path)
        }
        let busyTimeout = min(configuration.busyTimeout, configuration.timeLimit) / Duration.seconds(1)
        // Opening in WAL mode writes to the file: first see, without writing, that it is ours.
        let content: Migrations.Content
        do {
            content = try inspect(configuration.path, isReadOnly: true, busyTimeout)
        } catch let error as DatabaseError
            where [.SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY].contains(error.extendedResultCode)
        {
            // A process died while it wrote. Whoever opens the file next has to take its transaction back; without that
            // nobody can say what the file is.
            content = try inspect(configuration.path, isReadOnly: false, busyTimeout)
        }
        if configuration.mustExist, content == .nothing {
            throw RegistryError(
                .notFound,
                "\(configuration.path) is empty, no registry: no run was ever logged into it. Check the path.")
        }

        var options = Configuration()
        options.label = "SQLiteStore"
        options.busyMode = .timeout(busyTimeout)
        options.maximumReaderCount = configuration.readerCount
        options.persistentReadOnlyConnections = true
        options.foreignKeysEnabled = false
        options.prepareDatabase { database in
            // In KiB: the writer's cache holds the leaves that a batch of records touches.
            try database.execute(sql: "PRAGMA cache_size = \(database.configuration.readonly ? -32_768 : -131_072)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        let pool = try DatabasePool(path: configuration.path, configuration: options)
        try pool.writeWithoutTransaction { database in
            // GRDB chooses NORMAL for WAL mode, which may lose the last calls when the power fails.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // In pages of 4 KiB. Pages that many calls in turn change are copied into the file once for all of them.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 20000")
            // Keeps the write-ahead log from staying as large as the largest call made it.
            try database.execute(sql: "PRAGMA journal_size_limit = 134217728")
            try Migrations.migrate(database, path: configuration.path)
        }
        return pool
    }

    /// Opens a registry of which nothing is to be written.
    ///
    /// Readers of a database in WAL mode need its companions, which cannot be made in a folder that may not be written. Where
    /// they are not there, nobody else has the file open.
    private static func openReadOnly(_ configuration: SQLiteConfiguration) throws -> DatabasePool {
        let path = configuration.path
        try DatabaseFile.refuseWhatIsNoFile(path)
        guard DatabaseFile.exists(path) else {
            throw RegistryError(
                .notFound, "There is no registry at \(path). Check the path, or log a run into it first.")
        }
        let isAlone = !DatabaseFile.isWritable(folderOf: path) && !DatabaseFile.exists(path + "-wal")
        let name = isAlone ? unchangingName(of: path) : path
        let busyTimeout = min(configuration.busyTimeout, configuration.timeLimit) / Duration.seconds(1)
        switch try inspect(name, isReadOnly: true, busyTimeout) {
        case .registry(Migrations.currentVersion): break
        case .registry(let version):
            throw RegistryError(
                .unsupported,
                "The registry \(path) has the older version \(version), and may not be changed to be read. Open it once as a user "
                    + "who may write it.")
        case .nothing:
            throw RegistryError(
                .notFound, "\(path) is empty, no registry: no run was ever logged into it. Check the path.")
        }
        var options = Configuration()
        options.label = "SQLiteStore"
        options.readonly = true
        options.busyMode = .timeout(busyTimeout)
        options.maximumReaderCount = configuration.readerCount
        options.persistentReadOnlyConnections = true
        options.foreignKeysEnabled = false
        options.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -32768")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return try DatabasePool(path: name, configuration: options)
    }

    /// The name by which SQLite takes a file for one that nobody changes.
    private static func unchangingName(of path: String) -> String {
        let plain = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
        return "file:\(path.addingPercentEncoding(withAllowedCharacters: plain) ?? path)?immutable=1"
    }

    private static func inspect(
        _ path: String, isReadOnly: Bool, _ busyTimeout: Double
    ) throws -> Migrations.Content {
        var inspection = Configuration()
        inspection.readonly = isReadOnly
        inspection.busyMode = .timeout(busyTimeout)
        let queue = try DatabaseQueue(path: path, configuration: inspection)
        let content = try queue.read { try Migrations.inspect($0, path: path) }
        try queue.close()
        return content
    }
}
