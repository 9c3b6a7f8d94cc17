import HTTPTypes
import Testing

@Suite struct MethodTests {
    @Test(arguments: [
        (HTTPRequest.Method.put, "/api/v1/artifacts/7", "DELETE, GET, HEAD, PATCH"), (.put, "/", "GET, HEAD, POST"),
        (.post, "/runs", "GET, HEAD"), (.get, "/generate-charts", "POST"), (.patch, "/health", "GET, HEAD"),
        (.get, "/api/v1/artifacts/search", "POST"), (.options, "/charts/x.png", "GET, HEAD"),
    ])
    func `a method that an address does not have is refused, and those it has are named`(
        method: HTTPRequest.Method, path: String, allowed: String
    ) async throws {
        let answer = try await WebFixture().send(method, path)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.code == "methodNotAllowed")
        #expect(answer.headers[.allow] == allowed)
    }

    @Test func `an address that is none is still not found`() async throws {
        #expect(try await WebFixture().send(.delete, "/nothing").status == .notFound)
    }
}
