import FileStorage
import Foundation
import RegistryCore

/// Asks a tracker's server, once: whoever asked comes again when the failure may pass.
struct TrackerHTTP: Sendable {
    /// Where it is.
    let address: TrackerAddress
    /// Whose server it is, in messages: `MLflow`.
    let product: String
    /// What no message may have.
    let secrets: [String]
    private let http: any HTTPSending
    private let headers: [(name: String, value: String)]

    /// - Parameters:
    ///   - authorization: The header `authorization`; `nil` for a server that asks nobody.
    ///   - secrets: What no message may have, beside the values of headers.
    /// - Throws: ``RegistryError`` with `invalidArgument` for a header that is none.
    init(
        _ address: TrackerAddress, product: String, authorization: String?, headers: [String: String],
        secrets: [String], http: any HTTPSending
    ) throws(RegistryError) {
        var all: [(name: String, value: String)] = []
        if let authorization { all.append(("authorization", authorization)) }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { all.append((name.lowercased(), value)) }
        for (name, value) in all where !Self.isHeader(name, value) {
            throw RegistryError(
                .invalidArgument,
                "\(ShownText.of(name, atMost: 60).debugDescription) is no header of a request, or its value has characters that no header has."
            )
        }
        self.address = address
        self.product = product
        self.http = http
        self.headers = all
        // A short value of a header is a word such as `dev`, which messages may have.
        // Of `Bearer abc`, a server may repeat `abc` alone.
        let values = all.flatMap { header in
            [header.value] + header.value.split(separator: " ", maxSplits: 1).dropFirst().map(String.init)
        }
        self.secrets = secrets + values.filter { $0.utf8.count >= 6 }
    }

    /// The header `authorization` of a user.
    static func basic(_ user: String, password: String) -> String {
        "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())"
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - path: Percent-encoded, from the first slash, below the address's own.
    ///   - timeLimit: How long the whole answer may take; `nil` as long as bytes come.
    /// - Throws: `RegistryError` with `unavailable` or `timedOut` when no answer came.
    func send(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8] = [],
        contentType: String? = nil, timeLimit: Duration?
    ) async throws -> (status: Int, body: [UInt8]) {
        var request = StorageRequest(
            method: method, scheme: address.scheme, host: address.host, path: address.path + path, query: query,
            headers: headers, body: body)
        if let contentType {
            request.headers.append(
                ("content-type", Self.isHeader("content-type", contentType) ? contentType : "application/octet-stream"))
        }
        do {
            let response = try await http.send(request, timeLimit: timeLimit)
            return (response.status, try await response.body.collect(atMost: 64 << 20))
        } catch let failure as TransportFailure {
            throw unavailable(failure)
        }
    }

    /// What a status means that says nothing of what was asked; `nil` for any other.
    ///
    /// - Parameters:
    ///   - sentence: What the server says of it.
    ///   - cause: The error's cause.
    func failure(_ status: Int, _ sentence: String, cause: any Error) -> RegistryError? {
        let detail = sentence.isEmpty ? "" : " It says: \(sentence)"
        switch status {
        case 401, 403:
            return RegistryError(
                .accessDenied,
                "The \(product) server \(address) does not let this user in (\(status)). Look at the token, or the user and the password."
                    + detail, underlying: cause)
        // Those between say more than HTTP knows: a proxy's 521 or 524 is no word of the server's.
        case 408, 423, 425, 429, 500...599:
            return RegistryError(
                .unavailable, "The \(product) server \(address) is busy or out of order (\(status)).\(detail)",
                underlying: cause)
        case 300..<400:
            return RegistryError(
                .unavailable, "\(address) sends elsewhere (\(status)): use the address that it sends to.",
                underlying: cause)
        default: return nil
        }
    }

    private func unavailable(_ failure: TransportFailure) -> RegistryError {
        let text =
            switch failure.kind {
            case .noConnection: "Nothing answers at \(address). Look at the address, and whether the server runs."
            case .timedOut: "The \(product) server \(address) took too long."
            case .notTrusted:
                "The certificate of \(address) is not one that this machine trusts, or it does not speak TLS."
            default: "The connection to the \(product) server \(address) broke."
            }
        return RegistryError(failure.kind == .timedOut ? .timedOut : .unavailable, text, underlying: failure)
    }

    private static func isHeader(_ name: String, _ value: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            } && value.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
    }
}
