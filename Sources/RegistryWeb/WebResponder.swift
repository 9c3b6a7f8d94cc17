import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import RegistryCore

/// What every request goes through, in this order: host, origin, limits, access, the routes within the time limit, errors into
/// answers, compression, and last the headers that guard the browser.
struct WebResponder: HTTPResponder {
    typealias Context = ClientContext

    let routes: RouterResponder<BasicRequestContext>
    let hostCheck: HostCheck
    let originCheck = OriginCheck()
    let limits: RequestLimits
    private let room: AnswerRoom
    let access: AccessControl
    let alarms: Alarms
    let metrics: ServerMetrics
    let probe: StoreProbe
    let errors: ErrorResponses
    let securityHeaders = SecurityHeaders()
    let compression = GzipCompression()
    private let requestIDField = HTTPField.Name("X-Request-ID")

    init(
        routes: RouterResponder<BasicRequestContext>, hostCheck: HostCheck, limits: RequestLimits,
        access: AccessControl, alarms: Alarms, metrics: ServerMetrics, probe: StoreProbe, errors: ErrorResponses
    ) {
        self.routes = routes
        self.hostCheck = hostCheck
        self.limits = limits
        room = AnswerRoom(most: limits.mostWaitingBytes)
        self.access = access
        self.alarms = alarms
        self.metrics = metrics
        self.probe = probe
        self.errors = errors
    }

    func respond(to request: Request, context: ClientContext) async throws -> Response {
        let start = ContinuousClock.now
        // The router notes in it which route it took.
        let routesContext = context.forRoutes
        var (status, visitor): (Int?, Visitor) = (nil, Visitor(address: context.address))
        metrics.requestBegan()
        defer {
            metrics.requestEnded(
                method: request.method, route: AnsweredRequest.routeName(routesContext.endpointPath), status: status,
                duration: start.duration(to: .now))
        }
        // Hummingbird keeps a request's number in its logger; a logger that forgets what it is told has none.
        let requestID = context.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
        var logger = context.logger
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "requestId"] = "\(requestID)"
        var response = try await answer(
            to: request, in: routesContext, from: &visitor, requestID: requestID, logger: logger)
        compression.apply(to: &response, for: request)
        if request.method == .head {
            response = response.createHeadResponse()
        } else {
            response.pace(on: context.eventLoop)
        }
        securityHeaders.add(to: &response.headers)
        if let requestIDField { response.headers[requestIDField] = requestID }
        status = response.status.code
        AnsweredRequest(
            method: request.method, path: request.uri.path,
            route: AnsweredRequest.routeName(routesContext.endpointPath), status: response.status.code,
            duration: start.duration(to: .now), visitor: visitor
        ).log(to: logger)
        return response
    }

    /// What the checks and the routes make of a request; every error is an answer.
    private func answer(
        to request: Request, in context: BasicRequestContext, from visitor: inout Visitor, requestID: String,
        logger: Logger
    ) async throws -> Response {
        do {
            try hostCheck.check(request)
            try originCheck.check(request)
            try limits.check(request)
            let admitted = try access.admit(request, from: visitor.address)
            visitor = admitted
            let place = AnswerPlace(in: room)
            let limits = probe.limits(limits, isReading: request.method == .get || request.method == .head)
            let response = try await AnswerPlace.$current.withValue(place) {
                try await Visitor.$current.withValue(admitted) {
                    try await limits.withTimeLimit(by: alarms) {
                        try await routes.respond(to: request, context: context)
                    }
                }
            }
            return try room.hold(response, to: request, in: place)
        } catch let error as HTTPParserError {
            // Not a request at all: the connection answers for itself and closes.
            throw error
        } catch let refusal as RequestRefusal where refusal.reason == .unauthorized && request.wantsPage {
            return LoginRoutes.redirect(from: request)
        } catch {
            let isPrivate = visitor.token == nil && access.isRequired
            return Visitor.$current.withValue(visitor) {
                errors.response(
                    to: probe.told(error), for: request, requestID: requestID, isPrivate: isPrivate, logger: logger)
            }
        }
    }
}
