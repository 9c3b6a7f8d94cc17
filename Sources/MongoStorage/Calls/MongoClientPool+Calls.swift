import RegistryCore

extension MongoClientPool {
    /// The connections that a configuration asks for. They are made when they are needed.
    ///
    /// - Throws: ``RegistryError`` when the library does not take the URL.
    static func connected(to configuration: MongoConfiguration) throws -> MongoClientPool {
        do {
            return try MongoClientPool(url: configuration.urlForLibrary, lanes: configuration.connectionCount)
        } catch {
            throw MongoErrorMapping.callerError(for: error, at: configuration.displayName)
        }
    }

    /// Does work on the next free connection and waits for its answer without blocking a thread.
    ///
    /// - Parameter place: the deployment, as it is named in errors.
    /// - Throws: ``RegistryError``; `CancellationError` at once when the task is cancelled.
    func call<Answer: Sendable>(
        timeLimit: Duration, database: String, at place: String,
        _ work: @escaping @Sendable (MongoConnection) throws -> Answer
    ) async throws -> Answer {
        // Work that has begun cannot be taken back from the library: it looks at whether the call is stopped between its
        // commands, and ends there without committing. A commit under way at that moment may still be made.
        let call = StoreCall<Answer>(timeLimit: timeLimit, patience: .none) {
            MongoErrorMapping.timedOut(after: timeLimit)
        }
        return try await call.answer {
            submit { client in
                guard call.begin() else { return }
                call.finish(
                    Result {
                        try work(
                            client.connection(
                                to: database, at: place, until: call.deadline, isStopped: { call.isStopped }))
                    }.mapError { MongoErrorMapping.callerError(for: $0, at: place) })
            }
        }
    }
}

extension MongoClient {
    /// The client for one call, on its queue.
    ///
    /// - Parameter place: the deployment, as it is named in errors.
    /// - Throws: ``RegistryError`` with `unavailable` when the pool has no connection left.
    func connection(
        to database: String, at place: String, until deadline: ContinuousClock.Instant,
        isStopped: @escaping @Sendable () -> Bool
    ) throws(RegistryError) -> MongoConnection {
        guard let pointer else {
            throw RegistryError(.unavailable, "\(place) has no free connection. Try again.")
        }
        return MongoConnection(client: pointer, database: database, deadline: deadline, isStopped: isStopped)
    }
}
