import HTTPTypes
import RegistryCore

/// What an error is over HTTP: the one table from codes to statuses.
struct ErrorStatus {
    let status: HTTPResponse.Status
    /// The error's stable name.
    let code: String
    /// What the status says in a few words, the same for every error of the code.
    let title: String

    init(_ code: RegistryError.Code) {
        let (status, title): (HTTPResponse.Status, String) =
            switch code {
            case .invalidArgument: (.badRequest, "The request cannot be used")
            case .notFound: (.notFound, "There is no such thing")
            case .alreadyExists: (.conflict, "It exists already")
            case .unavailable: (.serviceUnavailable, "Not available now")
            case .accessDenied: (.serviceUnavailable, "The store refuses this server")
            case .readOnly: (.forbidden, "The store is for reading only")
            case .timedOut: (.gatewayTimeout, "The answer took too long")
            case .unsupported: (.notImplemented, "This store cannot do it")
            default: (.internalServerError, "The server failed")
            }
        self.status = status
        self.title = title
        self.code = code.description
    }

    init(_ reason: RequestRefusal.Reason) {
        let (status, title): (HTTPResponse.Status, String) =
            switch reason {
            case .forbidden: (.forbidden, "Not allowed")
            case .unauthorized: (.unauthorized, "A token is needed")
            case .tooManyAttempts: (.tooManyRequests, "Too many attempts")
            case .tooManyStreams: (.serviceUnavailable, "Too many streams are open")
            case .tooManyAnswers: (.serviceUnavailable, "Too many answers wait")
            case .headTooLarge: (.requestHeaderFieldsTooLarge, "The request's head is too large")
            case .notFound: (.notFound, "There is no such thing")
            case .bodyTooLarge: (.contentTooLarge, "The request is too large")
            case .targetTooLong: (.uriTooLong, "The address is too long")
            case .methodNotAllowed: (.methodNotAllowed, "The address is not for this method")
            case .requestTimeout: (.requestTimeout, "The request came too slowly")
            case .keyReused: (.unprocessableContent, "The key belongs to another request")
            case .conflict: (.conflict, "It does not fit what is there")
            case .rangeNotSatisfiable: (.rangeNotSatisfiable, "There is no such part")
            case .misdirected: (.misdirectedRequest, "The request was meant for another server")
            }
        self.status = status
        self.title = title
        code = reason.rawValue
    }
}
