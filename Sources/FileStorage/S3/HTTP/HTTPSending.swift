/// Sends a request and gives the answer; tests have others.
package protocol HTTPSending: Sendable {
    /// - Parameter timeLimit: how long the whole answer may take; `nil` as long as bytes come.
    /// - Throws: ``TransportFailure``.
    func send(_ request: StorageRequest, timeLimit: Duration?) async throws -> StorageResponse
}

/// An answer whose body comes.
package struct StorageResponse: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package let body: FileChunks

    package init(status: Int, headers: [(name: String, value: String)], body: FileChunks) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of a name, in any case.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    /// All headers of a name, in any case.
    func all(_ name: String) -> [String] { headers.filter { $0.name.lowercased() == name }.map(\.value) }
}

/// No answer came, or not all of one.
package struct TransportFailure: Error, Sendable {
    package enum Kind: Sendable {
        /// Nothing answers at the address.
        case noConnection
        /// The connection ended.
        case brokenConnection
        /// It took too long.
        case timedOut
        /// The server's certificate is not good.
        case notTrusted
    }

    package let kind: Kind
    package let underlying: (any Error)?

    package init(_ kind: Kind, underlying: (any Error)? = nil) {
        self.kind = kind
        self.underlying = underlying
    }
}
