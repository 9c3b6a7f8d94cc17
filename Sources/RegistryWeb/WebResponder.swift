import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// What every request goes through, in this order: host, origin, limits, access, the routes within the time limit, errors into
/// answers, compression, and last the headers that guard the browser.
struct WebResponder: HTTPResponder {
    typealias Context = ClientContext

    let routes: RouterResponder<BasicRequestContext>
    let hostCheck: HostCheck
    let originCheck = OriginCheck()
    let limits: RequestLimits
    let access: AccessControl
    let clock: any Clock<Duration>
    let errors: ErrorResponses
    let securityHeaders = SecurityHeaders()
    let compression = GzipCompression()
    private let requestIDField = HTTPField.Name("X-Request-ID")

    init(
        routes: RouterResponder<BasicRequestContext>, hostCheck: HostCheck, limits: RequestLimits,
        access: AccessControl, clock: any Clock<Duration>, errors: ErrorResponses
    ) {
        self.routes = routes
        self.hostCheck = hostCheck
        self.limits = limits
        self.access = access
        self.clock = clock
        self.errors = errors
    }

    func respond(to request: Request, context: ClientContext) async throws -> Response {
        // Hummingbird keeps a request's number in its logger; a logger that forgets what it is told has none.
        let requestID = context.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
        var response: Response
        var visitor = Visitor(address: context.address)
        do {
            try hostCheck.check(request)
            try originCheck.check(request)
            try limits.check(request)
            visitor = try access.admit(request, from: context.address)
            response = try await Visitor.$current.withValue(visitor) {
                try await limits.withTimeLimit(on: clock) {
                    try await routes.respond(to: request, context: context.forRoutes)
                }
            }
        } catch let error as HTTPParserError {
            // Not a request at all: the connection answers for itself and closes.
            throw error
        } catch let refusal as RequestRefusal where refusal.reason == .unauthorized && request.wantsPage {
            response = LoginRoutes.redirect(from: request)
        } catch {
            let isPrivate = visitor.token == nil && access.isRequired
            response = Visitor.$current.withValue(visitor) {
                errors.response(
                    to: error, for: request, requestID: requestID, isPrivate: isPrivate, logger: context.logger)
            }
        }
        compression.apply(to: &response, for: request)
        if request.method == .head { response = response.createHeadResponse() }
        securityHeaders.add(to: &response.headers)
        if let requestIDField { response.headers[requestIDField] = requestID }
        return response
    }
}
