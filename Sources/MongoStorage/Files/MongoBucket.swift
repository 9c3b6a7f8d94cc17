package import RegistryCore

/// Files in a MongoDB database, in GridFS's form, so that other programs read them.
///
/// Of each name there is one file, and it appears, is replaced and goes as a whole: its document is written in a transaction when all
/// of its chunks are there. Every call can be made again when it is not known whether it was done. Any number of tasks may call.
package final class MongoBucket: Sendable {
    /// `MongoDB at`, the hosts and the database.
    package let displayName: String
    /// The most bytes that one call takes or gives.
    package static let largestBatch = 4 << 20

    let collections: BucketCollections
    private let configuration: MongoConfiguration
    private let pool: MongoClientPool

    private init(_ configuration: MongoConfiguration, _ collections: BucketCollections, _ pool: MongoClientPool) {
        self.configuration = configuration
        self.collections = collections
        displayName = configuration.displayName
        self.pool = pool
    }

    /// Connects, and makes collections and indexes that are not there yet.
    ///
    /// - Parameter name: the bucket's: what the names of its collections begin with.
    /// - Throws: as ``MongoStore/open(_:)``; `invalidArgument` for a name that is none.
    package static func open(_ configuration: MongoConfiguration, name: String) async throws -> MongoBucket {
        try check(name: name)
        try await MongoProbe(configuration: configuration).run()
        let collections = BucketCollections(bucket: name)
        let bucket = MongoBucket(configuration, collections, try MongoClientPool.connected(to: configuration))
        try await bucket.call { connection in try collections.prepare(on: connection) }
        return bucket
    }

    /// Refuses what cannot be a bucket's name.
    package static func check(name: String) throws(RegistryError) {
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard (1...60).contains(name.utf8.count), isName else {
            throw RegistryError(
                .invalidArgument, "A bucket of MongoDB has a name of 1 to 60 letters, digits, \"_\" and \"-\".")
        }
    }

    /// Does work on one connection, off Swift's cooperative threads.
    func call<Answer: Sendable>(
        _ work: @escaping @Sendable (MongoConnection) throws -> Answer
    ) async throws -> Answer {
        try Task.checkCancellation()
        return try await pool.call(
            timeLimit: configuration.timeLimit, database: configuration.database, at: displayName, work)
    }
}
