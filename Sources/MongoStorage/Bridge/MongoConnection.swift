import BSONCoding
import CMongoC
import RegistryCore

/// A client during one call: commands in, replies out, within the call's time.
///
/// It is used on its lane's queue only, and not kept beyond the call. C pointers: `client` belongs to the lane and
/// outlives the call; documents are copied in and out by ``BSONBridge``.
struct MongoConnection {
    let client: OpaquePointer
    /// The name of the database that every command goes to.
    let database: String
    /// When the call has to end.
    let deadline: ContinuousClock.Instant
    /// Whether the caller has been answered already.
    let isStopped: @Sendable () -> Bool

    /// Runs a command and gives the server's reply.
    ///
    /// - Parameters:
    ///   - transaction: the transaction it is part of, if any.
    ///   - place: the server and session it has to go to. Default: the primary, and whichever session is free.
    /// - Throws: ``MongoFailure``, or what ``checkStop()`` throws.
    func run(
        _ command: MongoCommand, in transaction: MongoTransaction? = nil, on place: MongoCursorPlace? = nil
    ) throws -> [UInt8] {
        try checkStop()
        var body = command.body
        if command.takesTimeLimit { body.append("maxTimeMS", int64: remainingMilliseconds) }
        let bytes = try body.finish()
        let reply = try BSONBridge.withDocument(bytes) { encoded in
            try withOptions(for: command.kind, in: transaction, on: place) { options in
                var error = bson_error_t()
                let (succeeded, reply) = BSONBridge.takeDocument { reply in
                    switch (transaction, command.kind) {
                    case (.some, _):
                        mongoc_client_command_with_opts(client, database, encoded, nil, options, reply, &error)
                    case (nil, .read):
                        mongoc_client_read_command_with_opts(client, database, encoded, nil, options, reply, &error)
                    case (nil, .write):
                        mongoc_client_write_command_with_opts(client, database, encoded, options, reply, &error)
                    }
                }
                guard succeeded else { throw MongoFailure(error, reply: reply) }
                return reply
            }
        }
        if command.kind == .write, let failure = try MongoFailure(inReply: reply) { throw failure }
        return reply
    }

    /// Goes on, unless the caller has been answered already.
    func checkStop() throws {
        if isStopped() { throw CancellationError() }
    }

    /// The same for work that knows nothing of connections.
    var checkpoint: Checkpoint {
        let isStopped = isStopped
        return { if isStopped() { throw CancellationError() } }
    }

    /// What is left of the call's time, at least one millisecond.
    var remainingMilliseconds: Int64 {
        let left = ContinuousClock.now.duration(to: deadline).components
        return max(1, left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000)
    }

    private func withOptions<Result>(
        for kind: MongoCommand.Kind, in transaction: MongoTransaction?, on place: MongoCursorPlace?,
        _ body: (OpaquePointer?) throws -> Result
    ) throws -> Result {
        if let transaction { return try body(transaction.options) }
        if let place { return try body(place.options) }
        var options = BSONWriter(expectedBytes: 64)
        if kind == .write { Self.writeConcern.encode(into: &options) }
        return try BSONBridge.withDocument(try options.finish()) { try body($0) }
    }

    private static let writeConcern: Document = ["writeConcern": ["w": "majority", "j": true]]
}
