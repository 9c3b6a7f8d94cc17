import Hummingbird
import RegistryCore

/// `/api/v1/openapi.json`: what the API does, for programs.
struct DocumentRoutes: Sendable {
    /// The other endpoints.
    let described: [Endpoint]

    var endpoints: [Endpoint] {
        let operation = Operation(
            method: .get, path: "/openapi.json", name: "getOpenAPI", summary: "This document.",
            answer: .json(.openAPI))
        let document = OpenAPIDocument(described.map(\.operation) + [operation]).document
        return [Endpoint(operation) { request in Response(tagged: document, for: request.request) }]
    }
}
