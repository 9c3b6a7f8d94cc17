import HTTPTypes
import RegistryCore
import Testing

@Suite struct HealthRoutesTests {
    @Test func `health answers while the store is away`() async throws {
        let server = try WebFixture(store: FailingStore(error: RegistryError(.unavailable, "away")))
        let answer = try await server.get("/health")
        #expect(answer.status == .ok)
        #expect(answer.json["status"] == "ok")
    }

    @Test func `ready is the store's own answer`() async throws {
        #expect(try await WebFixture().get("/ready").json["store"] == "memory:")
        let away = try WebFixture(store: FailingStore(error: RegistryError(.unavailable, "The store is away.")))
        let answer = try await away.get("/ready")
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.code == "unavailable")
        #expect(answer.json["detail"] == "The store is away.")
    }

    @Test func `an answer to HEAD has no body`() async throws {
        let answer = try await WebFixture().send(.head, "/health")
        #expect(answer.status == .ok)
        #expect(answer.bytes.isEmpty)
    }
}
