import HTTPTypes

/// Why a request is refused before or without asking the store: the cases HTTP has a status for and the registry no code.
struct RequestRefusal: Error {
    /// What the refusal means, by its name in answers.
    enum Reason: String {
        /// The request comes from where it may not, or asks for what nobody may have.
        case forbidden
        /// A token is needed, and none that is good was sent.
        case unauthorized
        /// Too many wrong tokens were sent before.
        case tooManyAttempts
        /// As many streams are open as there may be.
        case tooManyStreams
        /// Too much that was asked for before waits to be taken.
        case tooManyAnswers
        /// The request's head is larger than the server reads.
        case headTooLarge
        /// There is nothing at this address.
        case notFound
        /// The body is larger than the limit.
        case bodyTooLarge
        /// The path with its query is longer than the limit.
        case targetTooLong
        /// The request names another host than this server.
        case misdirected
        /// The address is there, but not for this method.
        case methodNotAllowed
        /// The request did not come completely in the time it has for that.
        case requestTimeout
        /// The same key came before with another request.
        case keyReused
        /// What the request builds on is not as the request says.
        case conflict
        /// The part of the content that was asked for is not there.
        case rangeNotSatisfiable
    }

    let reason: Reason
    /// One or two sentences for the person who sent it.
    let message: String
    /// What programs are told in the answer's head: the methods that the address has, the size of the content.
    let fields: HTTPFields

    init(_ reason: Reason, _ message: String, fields: HTTPFields = [:]) {
        self.reason = reason
        self.message = message
        self.fields = fields
    }

    /// A method that the address does not have.
    init(methodsAllowed methods: [String]) {
        reason = .methodNotAllowed
        message = "This address answers \(methods.joined(separator: ", ")) and no other method."
        fields = [.allow: methods.joined(separator: ", ")]
    }
}
