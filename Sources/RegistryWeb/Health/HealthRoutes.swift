import Hummingbird
import RegistryCore

/// `GET /health`: the process answers. `GET /ready`: the store answers, too.
struct HealthRoutes: Sendable {
    /// How long the store may take to say that it is there: who asks has to know soon. Five seconds.
    private static let patience = Duration.seconds(5)

    let store: any RegistryStore
    let limits: RequestLimits
    let alarms: Alarms

    func add(to router: Router<BasicRequestContext>) {
        router.get("health") { _, _ in Response(json: ["status": "ok"]) }
        router.get("ready") { _, _ in
            try await check()
            return Response(json: ["status": "ok", "store": .string(store.displayName)])
        }
    }

    /// - Throws: ``RegistryError``, with `unavailable` also for a store that does not answer at all.
    private func check() async throws {
        var limits = limits
        limits.timeLimit = min(limits.timeLimit, Self.patience)
        do {
            try await limits.withTimeLimit(by: alarms) { [store] in try await store.checkHealth() }
        } catch let error as RegistryError where error.code == .timedOut {
            throw RegistryError(.unavailable, "The store does not answer.", underlying: error)
        }
    }
}
