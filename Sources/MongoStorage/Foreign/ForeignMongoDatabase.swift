package import RegistryCore

/// A MongoDB database of another program, of which nothing is believed and to which nothing is written.
///
/// A standalone server will do. Its calls wait, within the configuration's time limit and until the task is cancelled, and are made on
/// threads that may wait: on an import's own queue.
package final class ForeignMongoDatabase: Sendable {
    /// The hosts and the database as a URL, without anything secret.
    package let place: String
    /// The database's name.
    package let name: String
    private let timeLimit: Duration
    private let pool: MongoClientPool

    /// A database, which is connected to by the first call.
    ///
    /// - Parameter defaultName: the database when the URL names none.
    /// - Throws: ``RegistryError`` with `invalidArgument` when the library does not take the URL.
    package init(_ configuration: MongoConfiguration, defaultName: String) throws {
        var configuration = configuration
        // It is read by one after another.
        configuration.connectionCount = 1
        name = configuration.namedDatabase ?? defaultName
        place = configuration.shownURL(ofDatabase: name)
        timeLimit = configuration.timeLimit
        pool = try MongoClientPool.connected(to: configuration)
    }

    /// The names of the collections that this user may read, without views; the first of them when there are very many.
    ///
    /// - Throws: ``RegistryError``: `unavailable`, `accessDenied`, `timedOut`. `CancellationError`.
    package func collectionNames() throws -> [String] {
        var list = MongoCommand("listCollections", number: 1, kind: .read)
        list.set("filter", ["type": "collection"])
        list.set("nameOnly", true)
        list.set("authorizedCollections", true)
        let command = list
        let found: [Document] = try wait { connection in
            try connection.first(Self.mostNameBytes, bytesOf: command, in: "$cmd.listCollections", as: Document.self)
                .records
        }
        return found.compactMap { $0["name"]?.stringValue }
    }

    /// The documents that are looked for, not yet read.
    ///
    /// - Parameter mostBytes: behind so many bytes no more are asked for. One answer of the server, which has 16 MB at most, is given
    ///   whole.
    /// - Returns: the documents, and whether there may be more because of `mostBytes`.
    /// - Throws: ``RegistryError``: `unavailable`, `accessDenied`, `timedOut`, `corruptData`. `CancellationError`.
    package func find(_ find: ForeignFind, mostBytes: Int) throws -> (documents: [EncodedDocument], isCut: Bool) {
        let (command, collection) = (find.command, find.collection)
        return try wait { connection in
            let found = try connection.first(mostBytes, bytesOf: command, in: collection, as: EncodedDocument.self)
            return (found.records, !found.isAll)
        }
    }

    private static let mostNameBytes = 4 << 20

    private func wait<Answer: Sendable>(
        _ work: @escaping @Sendable (MongoConnection) throws -> Answer
    ) throws -> Answer {
        let call = WaitedCall<Answer>(timeLimit: timeLimit)
        let (name, place) = (name, place)
        pool.submit { client in
            call.finish(
                Result {
                    guard !call.isStopped else { throw CancellationError() }
                    return try work(
                        client.connection(to: name, at: place, until: call.deadline, isStopped: { call.isStopped }))
                }.mapError { Self.callerError(for: $0, at: place) })
        }
        guard let answer = try call.answer() else { throw Self.timedOut(at: place, after: timeLimit) }
        return answer
    }

    private static func callerError(for error: any Error, at place: String) -> any Error {
        if let failure = error as? MongoFailure, failure.domain == MongoFailure.serverDomain, failure.code == 13 {
            return RegistryError(
                .accessDenied,
                "\(place) does not let this user read. Put a user name and password into the URL, and give the user the role read.",
                underlying: failure)
        }
        return MongoErrorMapping.callerError(for: error, at: place)
    }

    private static func timedOut(at place: String, after limit: Duration) -> RegistryError {
        RegistryError(
            .timedOut, "\(place) did not answer within \(limit). Try again: what was read until then is kept.")
    }
}
