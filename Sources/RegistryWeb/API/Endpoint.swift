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
    ///
    /// - Parameter allowsWriting: whether what is stored may be changed; else such requests are refused.
    func add(_ endpoints: [Endpoint], allowsWriting: Bool) {
        for endpoint in endpoints {
            let operation = endpoint.operation
            let isAllowed = allowsWriting || !operation.isWriting
            on(RouterPath(Operation.root + operation.path), method: operation.method) { request, context in
                guard isAllowed else {
                    throw RequestRefusal(
                        .forbidden,
                        "This server is reached from other machines and asks nobody who they are: it lets nobody write. "
                            + "Let it listen on 127.0.0.1 for that.")
                }
                let fields = try operation.checkedFields(of: request.uri.query ?? "")
                return try await endpoint.handler(APIRequest(request: request, context: context, fields: fields))
            }
        }
    }
}
