public import RegistryCore

/// Which deployment a store uses, and how patient it is.
///
/// Nothing it says of itself holds the user name, the password or the options of the URL.
public struct MongoConfiguration: Hashable, Sendable {
    /// The name of the database when the URL names none: `registry`.
    public static let defaultDatabase = "registry"

    /// How long any one call may take, waiting for its turn included. Default: 30 seconds.
    public var timeLimit: Duration

    /// How long a call waits for a server that takes it before it ends with `unavailable`; never longer than
    /// ``timeLimit``. Default: 2 seconds. The URL's option `serverSelectionTimeoutMS` goes before it.
    public var serverSelectionTimeout: Duration

    /// How long connecting to a server may take. Default: 700 milliseconds; more is needed for servers far away. The
    /// URL's option `connectTimeoutMS` goes before it.
    public var connectTimeout: Duration

    /// How many commands may be under way at the same time, at least 1: each has a connection and a thread of its own.
    /// Default: 8. The URL's option `maxPoolSize` has no effect.
    public var connectionCount: Int

    let location: MongoURL

    /// Reads a URL in MongoDB's form, `mongodb://USER:PASSWORD@HOST:PORT,…/DATABASE?OPTION=VALUE&…` or `mongodb+srv://…`.
    ///
    /// It need not be reachable. See the properties for the defaults.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument`, which says what is wrong without repeating the secret parts.
    public init(
        url: String, timeLimit: Duration = .seconds(30), serverSelectionTimeout: Duration = .seconds(2),
        connectTimeout: Duration = .milliseconds(700), connectionCount: Int = 8
    ) throws(RegistryError) {
        location = try MongoURL(url)
        let allowed = Duration.nanoseconds(1)...Duration.seconds(86_400)
        guard [timeLimit, serverSelectionTimeout, connectTimeout].allSatisfy(allowed.contains),
            (1...1_000).contains(connectionCount)
        else {
            throw RegistryError(
                .invalidArgument,
                "A MongoDB store needs time limits above zero and of at most a day, and 1 to 1,000 connections.")
        }
        self.timeLimit = timeLimit
        self.serverSelectionTimeout = serverSelectionTimeout
        self.connectTimeout = connectTimeout
        self.connectionCount = connectionCount
    }

    /// The database that the store uses.
    public var database: String { location.database ?? Self.defaultDatabase }

    /// The hosts and the database.
    var displayName: String { "MongoDB at \(location.hosts.joined(separator: ",")), database \(database)" }

    /// The hosts and the database as a URL, without anything secret.
    package var shownURL: String { shownURL(ofDatabase: database) }

    /// The hosts and a database as a URL, without anything secret.
    func shownURL(ofDatabase name: String) -> String {
        let scheme = location.isServiceRecord ? "mongodb+srv" : "mongodb"
        return "\(scheme)://\(location.hosts.joined(separator: ","))/\(name)"
    }

    /// The database that the URL names; `nil` when it names none.
    package var namedDatabase: String? { location.database }

    /// The hosts in lower case and in order, each with its port, so that the same hosts are the same text.
    package var sortedHosts: [String] {
        location.hosts.map { host in
            let name = host.lowercased()
            // Behind the bracket of an IPv6 address stands a port or nothing.
            let hasPort = name.hasPrefix("[") ? !name.hasSuffix("]") : name.contains(":")
            return hasPort || location.isServiceRecord ? name : "\(name):27017"
        }.sorted()
    }

    /// The URL for the library, with the options of this configuration where the URL has none of its own.
    var urlForLibrary: String {
        // Should a server stop answering, a connection is given up soon after every call on it has been.
        let socketTimeout = timeLimit.milliseconds + 2_000
        return location.adding([
            ("serverSelectionTimeoutMS", min(serverSelectionTimeout, timeLimit * 3 / 4).milliseconds),
            ("connectTimeoutMS", connectTimeout.milliseconds), ("socketTimeoutMS", socketTimeout),
        ]).replacing([("maxPoolSize", Int64(connectionCount) + 1), ("waitQueueTimeoutMS", 1_000)])
            // What was written is read again at once, and transactions allow nothing else: always from the primary.
            .removing(["readPreference", "readPreferenceTags", "maxStalenessSeconds"]).text
    }
}

extension MongoConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The hosts and the database.
    public var description: String { displayName }

    /// The hosts and the database.
    public var debugDescription: String { displayName }

    /// The parts that may be shown.
    public var customMirror: Mirror {
        Mirror(
            self, children: ["displayName": displayName, "timeLimit": timeLimit, "connectionCount": connectionCount])
    }
}

extension Duration {
    /// Whole milliseconds, at least one.
    var milliseconds: Int64 {
        let (whole, overflows) = components.seconds.multipliedReportingOverflow(by: 1_000)
        // The library's options are 32 bits wide.
        guard !overflows, whole < Int64(Int32.max) - 10_000 else { return Int64(Int32.max) - 10_000 }
        return max(1, whole + components.attoseconds / 1_000_000_000_000_000)
    }
}
