import HTTPTypes
import Hummingbird
import Logging
import RegistryCore

/// What is told about an error.
struct Problem {
    let status: HTTPResponse.Status
    let code: String
    let title: String
    let detail: String
    let requestID: String

    init(_ error: any Error, requestID: String) {
        let told: ErrorStatus
        switch error {
        case let error as RegistryError:
            told = ErrorStatus(error.code)
            detail =
                told.status.kind == .serverError && told.status == .internalServerError
                ? Self.internalDetail : error.message
        case let refusal as RequestRefusal:
            told = ErrorStatus(refusal.reason)
            detail = refusal.message
        case is CancellationError:
            told = ErrorStatus(.unavailable)
            detail = "The server is shutting down, or the request was given up. Try again."
        default:
            told = ErrorStatus(.internalFailure)
            detail = Self.internalDetail
        }
        status = told.status
        code = told.code
        title = told.title
        self.requestID = requestID
    }

    private static let internalDetail = "The server could not answer. Its log says why, under the request's number."

    /// The problem in the form of RFC 9457.
    var document: Document {
        [
            "type": "about:blank", "title": .string(title), "status": .int(Int64(status.code)),
            "detail": .string(detail), "code": .string(code), "requestId": .string(requestID),
        ]
    }

    func log(of error: any Error, request: Request, to logger: Logger) {
        let level: Logger.Level = status.kind == .serverError ? .error : .debug
        logger.log(
            level: level, "\(request.method.rawValue) \(AnsweredRequest.logged(request.uri.path)) failed",
            metadata: ["status": "\(status.code)", "error": "\(String(reflecting: error))"])
    }
}
