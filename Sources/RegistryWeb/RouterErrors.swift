import HTTPTypes
import Hummingbird
import RegistryCore

/// Takes the router's own errors over before it answers them itself: nothing at an address, a parameter it cannot read.
struct RouterErrors: RouterMiddleware {
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            switch error.status {
            case .notFound: throw RequestRefusal(.notFound, "There is nothing at this address.")
            case .contentTooLarge: throw RequestRefusal(.bodyTooLarge, "The request's body is too large.")
            default:
                throw RegistryError(.invalidArgument, "The server does not understand the request.", underlying: error)
            }
        }
    }
}
