import RegistryCore

extension MongoClientPool {
    /// Does work on the next free connection and waits for its answer without blocking a thread.
    ///
    /// - Parameter place: the deployment, as it is named in errors.
    /// - Throws: ``RegistryError``; `CancellationError` at once when the task is cancelled.
    func call<Answer: Sendable>(
        timeLimit: Duration, database: String, at place: String,
        _ work: @escaping @Sendable (MongoConnection) throws -> Answer
    ) async throws -> Answer {
        let call = MongoCall<Answer>(timeLimit: timeLimit)
        return try await call.answer {
            submit { client in
                guard !call.isStopped else { return }
                call.finish(
                    Result {
                        guard let pointer = client.pointer else {
                            throw RegistryError(.unavailable, "\(place) has no free connection. Try again.")
                        }
                        let connection = MongoConnection(
                            client: pointer, database: database, deadline: call.deadline,
                            isStopped: { call.isStopped })
                        return try work(connection)
                    }.mapError { MongoErrorMapping.callerError(for: $0, at: place) })
            }
        }
    }
}
