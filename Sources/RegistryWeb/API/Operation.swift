import HTTPTypes
import RegistryCore

/// One thing that the API does: what its document tells, and where its route is.
struct Operation: Sendable {
    /// What every address of the API begins with.
    static let root = "/api/v1"

    let method: HTTPRequest.Method
    /// The address behind ``root``, its variable parts in braces: `/runs/{id}`.
    let path: String
    /// The operation's name for programs, which never changes.
    let name: String
    /// What it does: a sentence.
    let summary: String
    var query: [Parameter] = []
    var headers: [Parameter] = []
    var body: Content?
    /// The statuses of answers when all goes well.
    var statuses: [HTTPResponse.Status] = [.ok]
    let answer: Content
    /// It asks only, though with a body.
    var isSearch = false

    /// Whether it changes what is stored.
    var isWriting: Bool { method != .get && !isSearch }

    /// What is in a body.
    struct Content: Sendable {
        let type: String
        /// As JSON Schema.
        let schema: Document

        /// A JSON object that one of the document's schemas describes.
        static func json(_ schema: APISchema) -> Content {
            Content(type: ContentType.json.rawValue, schema: schema.reference)
        }

        static func bytes(_ type: String) -> Content { Content(type: type, schema: [:]) }
    }

    /// The names of the address's variable parts.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map {
            String($0.dropFirst().dropLast())
        }
    }

    /// The statuses of what can go wrong, in ascending order. Each is answered with a problem.
    var errors: [HTTPResponse.Status] {
        var errors: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .forbidden, .requestTimeout, .uriTooLong, .misdirectedRequest, .tooManyRequests,
            .requestHeaderFieldsTooLarge, .internalServerError, .notImplemented, .serviceUnavailable, .gatewayTimeout,
        ]
        if !pathParameters.isEmpty || isWriting { errors.append(.notFound) }
        if isWriting { errors.append(.conflict) }
        if body != nil { errors.append(.contentTooLarge) }
        if headers.contains(where: { $0.name == "Range" }) { errors.append(.rangeNotSatisfiable) }
        if headers.contains(where: { $0.name == RequestKey.headerName }) { errors.append(.unprocessableContent) }
        return errors.sorted { $0.code < $1.code }
    }

    /// Reads the address's query.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a field that the operation does not know, naming those it
    ///   does: a mistyped `limt` must not silently mean the default.
    func checkedFields(of encoded: String) throws(RegistryError) -> FormFields {
        let fields = try FormFields(encoded: encoded)
        let known = query.map(\.name)
        guard let unknown = fields.elements.first(where: { !known.contains($0.name) })?.name else { return fields }
        let name = unknown.debugDescription.prefix(80)
        throw RegistryError(
            .invalidArgument,
            known.isEmpty
                ? "This address takes no fields; \(name) is one."
                : "This address takes no field \(name); it takes \(known.sorted().joined(separator: ", ")).")
    }
}
