public import RegistryCore
import SQLiteStorage

#if MongoDB
    import MongoStorage
#endif

extension StorageLocation {
    /// Opens the store, making its file or collections when they are not there yet.
    ///
    /// - Parameters:
    ///   - timeLimit: how long any one call to the store may take. Default: 30 seconds.
    ///   - mustExist: for reading only: whether a file that is not there, or empty, is refused and left as it is. Default:
    ///     no. A server's collections need not be there to be read.
    ///   - mayBeReadOnly: whether a file that may not be written is opened all the same, for reading only. Default: no.
    /// - Throws: ``RegistryError``: `unavailable` when it cannot be reached (for MongoDB within about a second),
    ///   `invalidArgument` for a URL that is none, `corruptData` for a file that is no registry, `unsupported` for one
    ///   of a newer version, and for MongoDB in a build without it; `notFound` for a file that must be a registry and is
    ///   none yet.
    public func open(
        timeLimit: Duration = .seconds(30), mustExist: Bool = false, mayBeReadOnly: Bool = false
    ) async throws -> any RegistryStore {
        switch self {
        case .memory: return MemoryStore()
        case .sqlite(let path):
            return try await SQLiteStore.open(
                SQLiteConfiguration(
                    path: path, timeLimit: timeLimit, mustExist: mustExist, mayBeReadOnly: mayBeReadOnly))
        case .mongoDB(let url):
            #if MongoDB
                return try await MongoStore.open(try MongoConfiguration(url: url, timeLimit: timeLimit))
            #else
                throw RegistryError(
                    .unsupported,
                    "This program was built without MongoDB. Build it with the package trait MongoDB, or use sqlite:PATH."
                )
            #endif
        }
    }
}
