import HTTPTypes
import Hummingbird

extension Router {
    /// Answers the methods that an address does not have with the ones it has. To be called behind the last route.
    func refuseOtherMethods() {
        let others: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
        let addresses = Dictionary(grouping: routes, by: \.path.description)
        for routes in addresses.values {
            guard let path = routes.first?.path else { continue }
            var methods = Set(routes.map(\.method))
            if methods.contains(.get) { methods.insert(.head) }
            let allowed = methods.map(\.rawValue).sorted()
            for method in others.subtracting(methods) {
                on(path, method: method) { _, _ -> Response in throw RequestRefusal(methodsAllowed: allowed) }
            }
        }
    }
}
