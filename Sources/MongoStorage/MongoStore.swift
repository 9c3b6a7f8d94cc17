import BSONCoding
public import RegistryCore
import Synchronization

/// The registry in a MongoDB replica set or sharded cluster, through libmongoc.
///
/// Any number of tasks may call at the same time; no call blocks a thread of Swift's cooperative pool. Every write is a
/// transaction acknowledged by the majority with journal. A call that meets other writers, a change of the primary or a
/// broken connection tries again within its time; one that finds no server ends with `unavailable`, and the next one
/// succeeds when the server is back. A call that ended as `timedOut` or was cancelled may still have been stored.
public final class MongoStore: RegistryStore {
    /// `MongoDB at`, the hosts and the database.
    public nonisolated let displayName: String

    let database: String
    let newID: @Sendable () -> ObjectID
    private let configuration: MongoConfiguration
    private let pool: Mutex<MongoClientPool?>
    private let gate: CallGate
    private let preparedCollections = Mutex<Set<String>>([])

    /// Making a dozen indexes takes longer than a call that somebody waits for may.
    private static let shortestLimitOfOpening = Duration.seconds(30)

    private init(pool: MongoClientPool, configuration: MongoConfiguration, newID: @escaping @Sendable () -> ObjectID) {
        self.pool = Mutex(pool)
        self.configuration = configuration
        self.newID = newID
        displayName = configuration.displayName
        database = configuration.database
        gate = CallGate(of: configuration.displayName)
    }

    /// Connects, and makes the collections and indexes of ``CollectionPlan`` that are not there yet.
    ///
    /// - Throws: ``RegistryError``, within about a second when no server answers: `unavailable` when none can be reached,
    ///   `invalidArgument` for a database whose collection `runs` is another program's, into which nothing is written;
    ///   `accessDenied` when the server refuses the user name or password, `unsupported` for a standalone server, for one
    ///   older than MongoDB 6.0, and for a database written by a newer version of this program.
    public static func open(_ configuration: MongoConfiguration) async throws -> MongoStore {
        try await open(configuration) { ObjectID() }
    }

    /// Connects, with a given source of identifiers, each greater than the one before.
    static func open(
        _ configuration: MongoConfiguration, newID: @escaping @Sendable () -> ObjectID
    ) async throws -> MongoStore {
        try await MongoProbe(configuration: configuration).run()
        let pool = try MongoClientPool.connected(to: configuration)
        let store = MongoStore(pool: pool, configuration: configuration, newID: newID)
        let limit = max(configuration.timeLimit, shortestLimitOfOpening)
        try await pool.call(timeLimit: limit, database: store.database, at: store.displayName) { connection in
            try Schema.check(on: connection)
            for plan in CollectionPlan.all { try Schema.prepare(plan, on: connection) }
        }
        return store
    }

    /// Returns when the primary answers.
    public func checkHealth() async throws {
        try await call { connection in
            _ = try connection.run(MongoCommand("ping", number: 1, kind: .read))
        }
    }

    /// Ends when the calls under way have been answered. Connections end with the last command on them.
    public func close() async {
        await gate.close()
        pool.withLock { $0 = nil }
    }

    /// Does work on one connection, off Swift's cooperative threads.
    ///
    /// - Parameter timeLimit: instead of the store's own, if it is shorter.
    func call<Answer: Sendable>(
        timeLimit: Duration? = nil, _ work: @escaping @Sendable (MongoConnection) throws -> Answer
    ) async throws -> Answer {
        try Task.checkCancellation()
        try gate.enter()
        defer { gate.leave() }
        guard let pool = pool.withLock(\.self) else { throw gate.closed }
        let limit = min(timeLimit ?? configuration.timeLimit, configuration.timeLimit)
        return try await pool.call(timeLimit: limit, database: database, at: displayName, work)
    }

    /// Makes a collection with its indexes, once in the store's life.
    func prepare(_ collection: CollectionName, on connection: MongoConnection) throws {
        let name = collection.description
        guard !preparedCollections.withLock({ $0.contains(name) }) else { return }
        try Schema.prepare(CollectionPlan(records: collection), on: connection)
        _ = preparedCollections.withLock { $0.insert(name) }
    }
}
