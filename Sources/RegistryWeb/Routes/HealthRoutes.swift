import Hummingbird
import RegistryCore

/// `GET /health`: the process answers. `GET /ready`: the store answers, too.
struct HealthRoutes: Sendable {
    let store: any RegistryStore

    func add(to router: Router<BasicRequestContext>) {
        router.get("health") { _, _ in Response(json: ["status": "ok"]) }
        router.get("ready") { _, _ in
            try await store.checkHealth()
            return Response(json: ["status": "ok", "store": .string(store.displayName)])
        }
    }
}
