import BSONCoding
import CMongoC
import RegistryCore

/// How errors of libmongoc and the server become errors for people: the only place that knows their numbers.
enum MongoErrorMapping {
    /// The caller's error for whatever a call ended with.
    ///
    /// - Parameter place: the deployment, fit to be shown.
    static func callerError(for error: any Error, at place: String) -> any Error {
        switch error {
        case let failure as MongoFailure:
            let (code, message) = wording(of: failure, at: place)
            return RegistryError(code, message, underlying: failure)
        case let error as BSONError:
            return RegistryError(
                .corruptData, "\(place) answered with bytes that are not BSON.", underlying: error)
        default: return error
        }
    }

    /// The error of a call whose time is over.
    static func timedOut(after limit: Duration) -> RegistryError {
        RegistryError(
            .timedOut,
            "MongoDB did not answer within \(limit). Ask for less, ask by an indexed field, or allow more time.")
    }

    private static func wording(of failure: MongoFailure, at place: String) -> (RegistryError.Code, String) {
        switch failure.domain {
        case MongoFailure.serverDomain: return serverWording(of: failure, at: place)
        case MONGOC_ERROR_SERVER_SELECTION.rawValue:
            if failure.isAuthenticationFailure { return refusedLogin(at: place) }
            return (
                .unavailable,
                "\(place) cannot be reached. Check that the server runs, that a primary is elected, and that the URL names it."
            )
        case MONGOC_ERROR_STREAM.rawValue, MONGOC_ERROR_POOL.rawValue, MONGOC_ERROR_PROTOCOL.rawValue:
            return (.unavailable, "The connection to \(place) broke. Try again; what was written twice is stored once.")
        case MONGOC_ERROR_CLIENT.rawValue where failure.code != MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue:
            // Among them: no sessions, which is what a server that has just gone away looks like.
            return (.unavailable, "The connection to \(place) is not ready. Try again in a moment.")
        case MONGOC_ERROR_CLIENT.rawValue, MONGOC_ERROR_SCRAM.rawValue, MONGOC_ERROR_SASL.rawValue:
            return refusedLogin(at: place)
        case MONGOC_ERROR_WRITE_CONCERN.rawValue:
            return (.unavailable, "The majority of \(place) did not confirm a write in time. Try again.")
        default:
            return (.internalFailure, "The MongoDB driver refused a command of this program.")
        }
    }

    private static func serverWording(of failure: MongoFailure, at place: String) -> (RegistryError.Code, String) {
        switch failure.code {
        case 50, 262, 290, 202:
            return (
                .timedOut,
                "\(place) did not answer in time. Ask for less, ask by an indexed field, or allow more time."
            )
        case 18: return refusedLogin(at: place)
        case 13:
            return (
                .accessDenied,
                "\(place) does not let this user do that. Put a user name and password into the URL, and give the user the role readWrite."
            )
        case 11_000, 11_001, 12_582:
            return (
                .alreadyExists, "A record with the same identifier is stored already. Update it, or choose another."
            )
        case 51_091, 51_108:
            return (.invalidArgument, "\(place) does not accept the regular expression. Write it more simply.")
        case 10_334, 17_419, 17_420, 2_227:
            return (
                .invalidArgument,
                "A record or a question is larger than the 16 MB that MongoDB takes. Store large content as a file, and ask with shorter values."
            )
        case 257, 388:
            return (
                .invalidArgument,
                "This is more than \(place) can hold in its cache until all of it is written; nothing of it was stored. Write it in smaller parts, or give the server a larger cache (--wiredTigerCacheSizeGB)."
            )
        case 20, 263: return notReplicated(place)
        // A record that a rule of the collection refuses, or a collection that is not one.
        case 121:
            return (
                .invalidArgument,
                "A rule that was set for this collection of \(place) refuses the record. Change the record, or the collection's validator."
            )
        case 166:
            return (
                .invalidArgument,
                "What has this name at \(place) is a view, which cannot be written to. Choose another collection."
            )
        case 85, 86:
            return (
                .unsupported,
                "A collection of \(place) has an index of another kind under the name or fields of one that the registry needs. Remove that index."
            )
        case 146, 292, 16_819:
            return (.timedOut, "\(place) needs more memory for this answer than it allows. Ask for less.")
        case 14_031: return (.unavailable, "The disk of \(place) is full. Make room and try again.")
        case 371: return (.unavailable, "\(place) takes no writes for now. Try again when its administrator lets it.")
        // Not the primary, shutting down, interrupted by an election, a lost network or cursor, busy: it passes.
        case 6, 7, 24, 43, 46, 64, 89, 91, 112, 117, 133, 134, 175, 189, 225, 237, 239, 246, 251, 355, 365, 384, 402,
            433, 449, 9_001, 10_058, 10_107, 11_600, 11_601, 11_602, 13_388, 13_435, 13_436:
            return (.unavailable, "\(place) is busy or changes its primary. Try again in a moment.")
        default:
            return (.internalFailure, "\(place) refused a command of this program (error \(failure.code)).")
        }
    }

    private static func refusedLogin(at place: String) -> (RegistryError.Code, String) {
        (
            .accessDenied,
            "\(place) refused the user name or password. Correct them in the URL; its option authSource names the database they are kept in."
        )
    }

    /// What is said of a server that has no transactions.
    static func notReplicated(_ place: String) -> (RegistryError.Code, String) {
        (
            .unsupported,
            "\(place) is a standalone server, which has no transactions. Start mongod with --replSet rs0 and run rs.initiate() once: a replica set of one member is enough."
        )
    }
}

extension MongoFailure {
    /// Whether the time of a command was over.
    var isOutOfTime: Bool { domain == Self.serverDomain && code == 50 }

    /// Whether the server refused the user name or password.
    var isAuthenticationFailure: Bool {
        if domain == Self.serverDomain { return code == 18 }
        return code == MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue || message.contains("uthentication failed")
    }
}
