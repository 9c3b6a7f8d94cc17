/// A request to a storage server, before it is signed.
package struct StorageRequest: Sendable {
    package var method: String
    /// `https` or `http`.
    package var scheme: String
    /// With its port, where that is not the scheme's own: what the header `host` says.
    package var host: String
    /// Percent-encoded, from the first slash.
    package var path: String
    /// Not encoded.
    package var query: [(name: String, value: String)]
    /// Names in lower case.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(
        method: String, scheme: String, host: String, path: String, query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The query as it stands in the address, in the order in which it is signed.
    package var encodedQuery: String {
        query.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
            .sorted { $0.0 == $1.0 ? Self.comes($0.1, before: $1.1) : Self.comes($0.0, before: $1.0) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// The whole address.
    package var url: String { "\(scheme)://\(host)\(path)" + (query.isEmpty ? "" : "?\(encodedQuery)") }

    private static func comes(_ left: String, before right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
