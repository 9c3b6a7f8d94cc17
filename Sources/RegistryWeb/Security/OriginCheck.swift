import HTTPTypes
import Hummingbird

/// Refuses requests other than GET and HEAD that a page of another site sent.
///
/// Browsers say where such a request comes from; programs without a browser say nothing and are let through.
struct OriginCheck: Sendable {
    private let site = HTTPField.Name("Sec-Fetch-Site")

    /// - Throws: ``RequestRefusal``.
    func check(_ request: Request) throws(RequestRefusal) {
        guard request.method == .get || request.method == .head || isSameOrigin(request) else {
            throw RequestRefusal(
                .forbidden, "A page of another site sent this request. Only this server's own pages may do that.")
        }
    }

    private func isSameOrigin(_ request: Request) -> Bool {
        if let origin = request.headers[.origin]?.lowercased() {
            guard let own = request.head.authority?.lowercased() else { return false }
            return origin == "http://\(own)" || origin == "https://\(own)"
        }
        guard let site, let sender = request.headers[site] else { return true }
        return sender == "same-origin" || sender == "none"
    }
}
