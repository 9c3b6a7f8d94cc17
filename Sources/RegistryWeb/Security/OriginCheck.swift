import HTTPTypes
import Hummingbird

/// Refuses requests that a page of another site sent: all but GET and HEAD, and of these all but a link that was followed.
/// Otherwise any page could make this server draw charts by showing them as its pictures.
///
/// Browsers say where a request comes from; programs without a browser say nothing and are let through.
struct OriginCheck: Sendable {
    private let site = HTTPField.Name("Sec-Fetch-Site")
    private let mode = HTTPField.Name("Sec-Fetch-Mode")
    private let destination = HTTPField.Name("Sec-Fetch-Dest")

    /// - Throws: ``RequestRefusal``.
    func check(_ request: Request) throws(RequestRefusal) {
        let isReading = request.method == .get || request.method == .head
        guard isReading ? !isEmbedded(request) : isSameOrigin(request) else {
            throw Self.foreign
        }
    }

    /// Checks a request that is let in by a browser's session, which any page could make the browser send: unless it only
    /// reads, it has to say that it comes from here.
    ///
    /// - Throws: ``RequestRefusal``.
    func checkSession(_ request: Request) throws(RequestRefusal) {
        if request.method == .get || request.method == .head { return }
        try checkSaid(request)
    }

    private static let foreign = RequestRefusal(
        .forbidden, "A page of another site sent this request. Only this server's own pages may do that.")

    private func checkSaid(_ request: Request) throws(RequestRefusal) {
        let isSaid = request.headers[.origin] != nil || site.map { request.headers[$0] != nil } ?? false
        guard isSaid, isSameOrigin(request) else {
            throw RequestRefusal(
                .forbidden,
                "Nothing says that this request comes from a page of this server. Programs send a token instead of a "
                    + "browser's session.")
        }
    }

    /// Checks a request that changes something though its method may be GET.
    ///
    /// - Parameter hasSession: whether a browser's session let it in.
    /// - Throws: ``RequestRefusal``.
    func checkChanging(_ request: Request, hasSession: Bool) throws(RequestRefusal) {
        guard isSameOrigin(request) else { throw Self.foreign }
        if hasSession { try checkSaid(request) }
    }

    /// Whether a page of another site wants the answer as a part of itself rather than going there.
    private func isEmbedded(_ request: Request) -> Bool {
        func value(_ name: HTTPField.Name?) -> String? { name.flatMap { request.headers[$0] } }
        // Another port of this machine is the same site, and its pages are not ours.
        guard let sender = value(site), sender != "same-origin", sender != "none" else { return false }
        return value(mode) != "navigate" || (value(destination) ?? "document") != "document"
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
