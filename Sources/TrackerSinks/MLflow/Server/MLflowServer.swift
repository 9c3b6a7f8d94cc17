import FileStorage
import Foundation
import RegistryCore

/// Asks a tracking server, once: whoever asked comes again when the failure may pass.
struct MLflowServer: Sendable {
    private let http: TrackerHTTP

    /// Where it is.
    var address: TrackerAddress { http.address }

    /// Nothing but a file takes longer.
    private static let timeLimit = Duration.seconds(60)

    /// - Throws: ``RegistryError`` with `invalidArgument` for an address or a header that is none.
    init(_ configuration: MLflowConfiguration) throws(RegistryError) {
        guard let address = TrackerAddress(configuration.trackingURL) else {
            // What it is may hold a password.
            throw RegistryError(
                .invalidArgument,
                "The address of an MLflow tracking server begins with http:// or https:// and has a host, as "
                    + "http://127.0.0.1:5000.")
        }
        var credentials = configuration.credentials
        if credentials == .none, let user = address.user {
            credentials = .user(user, password: address.password ?? "")
        }
        let authorization: String? =
            switch credentials {
            case .none: nil
            case .token(let token): "Bearer \(token)"
            case .user(let user, let password): TrackerHTTP.basic(user, password: password)
            }
        http = try TrackerHTTP(
            address, product: "MLflow", authorization: authorization, headers: configuration.headers,
            secrets: credentials.secrets, http: configuration.http)
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
            "PUT", "/api/2.0/mlflow-artifacts/artifacts/\(encoded)", body: bytes, contentType: contentType)
    }

    private func send(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8] = [],
        contentType: String? = nil
    ) async throws -> Document {
        let (status, bytes) = try await http.send(
            method, path, query: query, body: body, contentType: contentType,
            timeLimit: method == "PUT" ? nil : Self.timeLimit)
        // Python's JSON, since that is what writes it. What is no JSON comes from something else than MLflow.
        let answer = (try? Value(pythonJSON: bytes))?.documentValue
        guard !(200..<300).contains(status) else { return answer ?? [:] }
        let refusal = MLflowRefusal(
            place: address.description, status: status, answer: answer ?? [:], secrets: http.secrets)
        if let failure = http.failure(status, refusal.sentence, cause: refusal) { throw failure }
        guard refusal.code.isEmpty, status == 404 || status == 405 else { throw refusal }
        throw RegistryError(
            .unavailable, "What answers at \(address) is no MLflow tracking server (\(status)). Look at the address.",
            underlying: refusal)
    }
}
