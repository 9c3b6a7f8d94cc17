import BSONCoding
import CMongoC
import Dispatch
import RegistryCore

/// A first look at a deployment, with a connection of its own that waits for nothing, so that what is wrong is known
/// within about a second.
///
/// C pointers live only within ``look(_:)``, on one thread.
struct MongoProbe {
    let configuration: MongoConfiguration

    /// The oldest server that has everything the store uses: MongoDB 6.0.
    private static let oldestWireVersion: Int64 = 17

    /// Returns when the deployment can be used.
    ///
    /// - Throws: ``RegistryError`` that says what is in the way.
    func run() async throws {
        let place = configuration.displayName
        let probe = self
        // A name server that does not answer cannot be interrupted: the caller is answered without it.
        let limit = max(configuration.connectTimeout * 2, .seconds(1))
        let call = StoreCall<Void>(timeLimit: limit, patience: .none) { MongoErrorMapping.timedOut(after: limit) }
        do {
            try await call.answer {
                DispatchQueue.global().async {
                    call.finish(
                        Result { try probe.look(until: call.deadline, isStopped: { call.isStopped }) }
                            .mapError { MongoErrorMapping.callerError(for: $0, at: place) })
                }
            }
        } catch let error as RegistryError where error.code == .timedOut {
            throw RegistryError(
                .unavailable,
                "\(place) cannot be reached: it did not answer within \(limit). Check that the server runs and that the URL names it; for one far away put connectTimeoutMS into the URL."
            )
        }
    }

    private func look(until deadline: ContinuousClock.Instant, isStopped: @escaping @Sendable () -> Bool) throws {
        MongoLibrary.start()
        var error = bson_error_t()
        // Which replica set it is, is asked of the server itself: a mismatch would only look like silence.
        let url = configuration.location.removing(["replicaSet", "serverSelectionTryOnce"])
        let withTimes = url.adding([("connectTimeoutMS", configuration.connectTimeout.milliseconds)])
            .replacing([("socketTimeoutMS", max(configuration.connectTimeout.milliseconds, 500))])
        guard let uri = mongoc_uri_new_with_error(withTimes.text, &error) else {
            throw MongoURL.fault("has an option that the driver does not understand")
        }
        defer { mongoc_uri_destroy(uri) }
        guard let client = mongoc_client_new_from_uri_with_error(uri, &error) else {
            throw MongoFailure(error, reply: [])
        }
        defer { mongoc_client_destroy(client) }
        mongoc_client_set_error_api(client, MONGOC_ERROR_API_VERSION_2)
        let connection = MongoConnection(
            client: client, database: configuration.database, deadline: deadline, isStopped: isStopped)
        let hello = try Document(bson: try connection.run(MongoCommand("hello", number: 1, kind: .read)))
        try check(hello)
        var find = MongoCommand("find", CollectionPlan.schema, kind: .read)
        find.set("limit", 1)
        _ = try connection.run(find)
    }

    private func check(_ hello: Document) throws(RegistryError) {
        let place = configuration.displayName
        let setName = hello["setName"]?.stringValue
        guard setName != nil || hello["msg"] == "isdbgrid" else {
            let (code, message) = MongoErrorMapping.notReplicated(place)
            throw RegistryError(code, message)
        }
        if let wanted = configuration.location.option("replicaSet"), let setName, wanted != setName {
            throw RegistryError(
                .invalidArgument,
                "\(place) is a member of the replica set \"\(setName)\", not of the one that the URL names. Correct its option replicaSet."
            )
        }
        guard hello["maxWireVersion"]?.intValue ?? 0 >= Self.oldestWireVersion else {
            throw RegistryError(.unsupported, "\(place) is older than MongoDB 6.0. Update the server.")
        }
    }
}
