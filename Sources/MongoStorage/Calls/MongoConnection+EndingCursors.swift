import RegistryCore

extension MongoConnection {
    /// Tells the server that an answer is not read to its end. It would keep the rest ready for ten minutes.
    ///
    /// - Parameter error: why it is not read on; `nil` when enough of it was read. Where the server itself refused to go on, or is not there, there is
    ///   nothing to tell, and nobody is kept waiting for it.
    func end(
        _ cursor: Int64, of collection: String, behind error: (any Error)? = nil, transaction: MongoTransaction?,
        on place: MongoCursorPlace?
    ) {
        if error is MongoFailure { return }
        var kill = MongoCommand("killCursors", collection, kind: .read, takesTimeLimit: false)
        kill.set("cursors", [.int(cursor)])
        // The call is over; this command is not part of what was stopped.
        let connection = MongoConnection(client: client, database: database, deadline: deadline) { false }
        do {
            _ = try connection.run(kill, in: transaction, on: place)
        } catch {
            // The caller is told what ended the reading, not this: a server that cannot be told forgets by itself.
        }
    }
}
