import FileStorage
import Foundation
import RegistryCore

/// Asks a tracking server, once: whoever asked comes again when the failure may pass.
struct MLflowServer: Sendable {
    /// Where it is.
    let address: MLflowAddress
    private let http: any HTTPSending
    private let headers: [(name: String, value: String)]
    private let secrets: [String]

    /// Nothing but a file takes longer.
    private static let timeLimit = Duration.seconds(60)

    /// - Throws: ``RegistryError`` with `invalidArgument` for an address or a header that is none.
    init(_ configuration: MLflowConfiguration) throws(RegistryError) {
        guard let address = MLflowAddress(configuration.trackingURL) else {
            // What it is may hold a password.
            throw RegistryError(
                .invalidArgument,
                "The address of an MLflow tracking server begins with http:// or https:// and has a host, as "
                    + "http://127.0.0.1:5000.")
        }
        self.address = address
        http = configuration.http
        let credentials = configuration.credentials == .none ? address.credentials : configuration.credentials
        var headers: [(name: String, value: String)] = []
        switch credentials {
        case .none: break
        case .token(let token): headers.append(("authorization", "Bearer \(token)"))
        case .user(let user, let password):
            headers.append(("authorization", "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())"))
        }
        for (name, value) in configuration.headers.sorted(by: { $0.key < $1.key }) {
            headers.append((name.lowercased(), value))
        }
        for (name, value) in headers where !Self.isHeader(name, value) {
            throw RegistryError(
                .invalidArgument,
                "\(ShownText.of(name, atMost: 60).debugDescription) is no header of a request, or its value has characters that no header has."
            )
        }
        self.headers = headers
        // A short value of a header is a word such as `dev`, which messages may have.
        secrets = credentials.secrets + headers.map(\.value).filter { $0.utf8.count >= 6 }
    }

    /// Calls a method that takes a document: `runs/create`.
    ///
    /// - Throws: ``MLflowRefusal``; `RegistryError` with `unavailable` or `accessDenied` when it may go better later.
    func post(_ method: String, _ body: [UInt8]) async throws -> Document {
        try await send("POST", "/api/2.0/mlflow/\(method)", body: body, contentType: "application/json")
    }

    /// Calls a method that takes a document; see the other one.
    func post(_ method: String, _ body: Document) async throws -> Document {
        try await post(method, body.jsonBytes())
    }

    /// Calls a method that only answers: `runs/get`.
    func get(_ method: String, _ query: [(name: String, value: String)]) async throws -> Document {
        try await send("GET", "/api/2.0/mlflow/\(method)", query: query)
    }

    /// Puts a file below a path of artifacts; one that is there is replaced.
    func put(_ path: String, _ bytes: [UInt8], contentType: String) async throws {
        let encoded = PercentEncoding.encode(path, keepsSlash: true)
        _ = try await send(
            "PUT", "/api/2.0/mlflow-artifacts/artifacts/\(encoded)", body: bytes,
            contentType: Self.isHeader("content-type", contentType) ? contentType : "application/octet-stream")
    }

    private func send(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8] = [],
        contentType: String? = nil
    ) async throws -> Document {
        var request = StorageRequest(
            method: method, scheme: address.scheme, host: address.host, path: address.path + path, query: query,
            headers: headers, body: body)
        if let contentType { request.headers.append(("content-type", contentType)) }
        let status: Int
        let bytes: [UInt8]
        do {
            let response = try await http.send(request, timeLimit: method == "PUT" ? nil : Self.timeLimit)
            status = response.status
            bytes = try await response.body.collect(atMost: 64 << 20)
        } catch let failure as TransportFailure {
            throw unavailable(failure)
        }
        // Python's JSON, since that is what writes it. What is no JSON comes from something else than MLflow.
        let answer = (try? Value(pythonJSON: bytes))?.documentValue
        guard !(200..<300).contains(status) else { return answer ?? [:] }
        throw failure(status, answer)
    }

    private func failure(_ status: Int, _ answer: Document?) -> any Error {
        let refusal = MLflowRefusal(
            place: address.description, status: status, answer: answer ?? [:], secrets: secrets)
        let detail = refusal.sentence.isEmpty ? "" : " It says: \(refusal.sentence)"
        switch status {
        case 401, 403:
            return RegistryError(
                .accessDenied,
                "The MLflow server \(address) does not let this user in (\(status)). Look at the token, or the user and the password."
                    + detail, underlying: refusal)
        case 408, 429, 500, 502, 503, 504:
            return RegistryError(
                .unavailable, "The MLflow server \(address) is busy or out of order (\(status)).\(detail)",
                underlying: refusal)
        case 300..<400:
            return RegistryError(
                .unavailable, "\(address) sends elsewhere (\(status)): use the address that it sends to.",
                underlying: refusal)
        case _ where refusal.code.isEmpty && (status == 404 || status == 405):
            return RegistryError(
                .unavailable,
                "What answers at \(address) is no MLflow tracking server (\(status)). Look at the address.",
                underlying: refusal)
        default: return refusal
        }
    }

    private func unavailable(_ failure: TransportFailure) -> RegistryError {
        let text =
            switch failure.kind {
            case .noConnection: "Nothing answers at \(address). Look at the address, and whether the server runs."
            case .timedOut: "The MLflow server \(address) took too long."
            case .notTrusted:
                "The certificate of \(address) is not one that this machine trusts, or it does not speak TLS."
            default: "The connection to the MLflow server \(address) broke."
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
