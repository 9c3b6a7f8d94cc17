import HTTPTypes
import Logging

/// What is noted of a request once it has its answer: for the log a line, for the metrics a count.
struct AnsweredRequest {
    /// The longest path that is logged, in characters.
    private static let longestPath = 300

    let method: HTTPRequest.Method
    /// The path as it came, percent codes included, without the query: that may hold what somebody searches for.
    let path: String
    /// The route's template, see ``routeName(_:)``.
    let route: String
    let status: Int
    /// From the request's head to the answer's.
    let duration: Duration
    let visitor: Visitor

    /// The name of a route in logs and metrics: its template, and `none` for what no route answers.
    static func routeName(_ endpointPath: String?) -> String {
        // The router's own word for an address that it does not know.
        guard let endpointPath, endpointPath != "NotFound" else { return "none" }
        return endpointPath
    }

    /// A path as it stands in the log: cut, when somebody sends a very long one.
    static func logged(_ path: String) -> Substring { path.prefix(longestPath) }

    /// What comes all the time and says little.
    private var isChatter: Bool {
        ["/health", "/ready", "/metrics"].contains(route) || route.hasPrefix("/assets/")
    }

    /// Writes the line: at `info`, and at `debug` for health checks and the pages' own files.
    func log(to logger: Logger) {
        let milliseconds = Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
        var metadata: Logger.Metadata = [
            "method": "\(method.rawValue)", "route": "\(route)", "status": .stringConvertible(status),
            "milliseconds": .stringConvertible((milliseconds * 10).rounded() / 10), "client": "\(visitor.address)",
        ]
        if let token = visitor.token { metadata["token"] = "\(VisibleText.short(token.name))" }
        logger.log(
            level: isChatter ? .debug : .info, "\(method.rawValue) \(Self.logged(path)) answered",
            metadata: metadata)
    }
}
