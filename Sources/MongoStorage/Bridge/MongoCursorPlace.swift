import CMongoC
import RegistryCore

/// Where the batches of one answer lie: a server, and a session of their own there.
///
/// The server gives further batches to the session that asked for the first one alone. Without one that is named, the
/// library takes any session that is free for each command: with many calls at once, the wrong one.
///
/// C pointers: the session belongs to this object and ends with it; `options` is the document that names session and
/// server in the options of a command.
final class MongoCursorPlace {
    let options: OpaquePointer
    private let session: OpaquePointer

    /// A session with the server that takes writes.
    init(on connection: MongoConnection) throws {
        var error = bson_error_t()
        guard let server = mongoc_client_select_server(connection.client, true, nil, &error) else {
            throw MongoFailure(error, reply: [])
        }
        defer { mongoc_server_description_destroy(server) }
        let sessionOptions = mongoc_session_opts_new()
        defer { mongoc_session_opts_destroy(sessionOptions) }
        // Reads go to the primary, which has whatever was written.
        mongoc_session_opts_set_causal_consistency(sessionOptions, false)
        guard let session = mongoc_client_start_session(connection.client, sessionOptions, &error) else {
            throw MongoFailure(error, reply: [])
        }
        guard let options = bson_new() else { preconditionFailure("libbson aborts when there is no memory") }
        self.session = session
        self.options = options
        guard mongoc_client_session_append(session, options, &error) else { throw MongoFailure(error, reply: []) }
        let number = Int32(clamping: mongoc_server_description_id(server))
        guard bson_append_int32(options, "serverId", -1, number) else {
            preconditionFailure("a document of two numbers has room")
        }
    }

    deinit {
        bson_destroy(options)
        mongoc_client_session_destroy(session)
    }
}
