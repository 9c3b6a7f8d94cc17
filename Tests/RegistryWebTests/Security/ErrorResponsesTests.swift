import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ErrorResponsesTests {
    @Test(arguments: [
        (RegistryError.Code.invalidArgument, 400), (.notFound, 404), (.alreadyExists, 409), (.unavailable, 503),
        (.timedOut, 504), (.unsupported, 501), (.corruptData, 500), (.internalFailure, 500),
    ])
    func `every code has its status`(code: RegistryError.Code, status: Int) async throws {
        let server = try WebFixture(store: FailingStore(error: RegistryError(code, "the message")))
        let answer = try await server.get("/api/v1/artifacts")
        #expect(answer.status.code == status)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.json["code"] == .string(code.description))
        #expect(answer.json["status"] == .int(Int64(status)))
        #expect(answer.json["requestId"] == "0123456789")
        #expect(answer.text.contains("the message") == (status != 500))
    }

    @Test(arguments: [RegistryError.Code.corruptData, .internalFailure])
    func `what went wrong inside stays inside`(code: RegistryError.Code) async throws {
        let cause = RegistryError(.internalFailure, "secret cause")
        let server = try WebFixture(
            store: FailingStore(error: RegistryError(code, "secret message", underlying: cause)))
        for path in ["/", "/ready", "/api/v1/runs"] {
            for accept in ["application/json", "text/html"] {
                let answer = try await server.get(path, headers: [.accept: accept])
                #expect(answer.status == .internalServerError)
                #expect(!answer.text.contains("secret"))
            }
        }
    }

    @Test func `an address without anything is not found, for people and programs`() async throws {
        let server = try WebFixture()
        #expect(try await server.get("/nothing").code == "notFound")
        let page = try await server.get("/<script>", headers: [.accept: "text/html"])
        #expect(page.status == .notFound)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    }
}
