import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// What every request goes through, in this order: host, origin, limits, the routes within the time limit, errors into
/// answers, and last the headers that guard the browser.
struct WebResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let routes: RouterResponder<BasicRequestContext>
    let hostCheck: HostCheck
    let originCheck = OriginCheck()
    let limits: RequestLimits
    let clock: any Clock<Duration>
    let errors: ErrorResponses
    let securityHeaders = SecurityHeaders()
    private let requestIDField = HTTPField.Name("X-Request-ID")

    init(
        routes: RouterResponder<BasicRequestContext>, hostCheck: HostCheck, limits: RequestLimits,
        clock: any Clock<Duration>, errors: ErrorResponses
    ) {
        self.routes = routes
        self.hostCheck = hostCheck
        self.limits = limits
        self.clock = clock
        self.errors = errors
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        // Hummingbird keeps a request's number in its logger; a logger that forgets what it is told has none.
        let requestID = context.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
        var response: Response
        do {
            try hostCheck.check(request)
            try originCheck.check(request)
            try limits.check(request)
            response = try await limits.withTimeLimit(on: clock) {
                try await routes.respond(to: request, context: context)
            }
        } catch let error as HTTPParserError {
            // Not a request at all: the connection answers for itself and closes.
            throw error
        } catch {
            response = errors.response(to: error, for: request, requestID: requestID, logger: context.logger)
        }
        if request.method == .head { response = response.createHeadResponse() }
        securityHeaders.add(to: &response.headers)
        if let requestIDField { response.headers[requestIDField] = requestID }
        return response
    }
}
