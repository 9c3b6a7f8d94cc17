import Hummingbird

/// An operation with what answers it.
struct Endpoint: Sendable {
    let operation: Operation
    let handler: @Sendable (APIRequest) async throws -> Response

    init(_ operation: Operation, _ handler: @escaping @Sendable (APIRequest) async throws -> Response) {
        self.operation = operation
        self.handler = handler
    }
}

extension Router<BasicRequestContext> {
    /// Adds routes of the API.
    func add(_ endpoints: [Endpoint]) {
        for endpoint in endpoints {
            let operation = endpoint.operation
            on(RouterPath(Operation.root + operation.path), method: operation.method) { request, context in
                let fields = try operation.checkedFields(of: request.uri.query ?? "")
                return try await endpoint.handler(APIRequest(request: request, context: context, fields: fields))
            }
        }
    }
}
