import Foundation
import RegistryCore

/// Asks an Aim server, once: whoever asked comes again when the failure may pass.
///
/// Everything is written by `read-instruction`, which calls a method of an object at the server and says how that went
/// (Documentation/Decisions/0025-aim.md).
struct AimServer: Sendable {
    private let http: TrackerHTTP

    /// Where it is.
    var address: TrackerAddress { http.address }

    /// Nothing but an image takes longer.
    private static let timeLimit = Duration.seconds(60)

    /// - Throws: ``RegistryError`` with `invalidArgument` for an address or a header that is none.
    init(_ configuration: AimConfiguration) throws(RegistryError) {
        guard let address = configuration.address else {
            // What it is may hold a password.
            throw RegistryError(
                .invalidArgument,
                "The address of an Aim server begins with aim://, http:// or https:// and has a host, as aim://127.0.0.1:53800. "
                    + "Aim's own folders are not written: start one with aim server.")
        }
        let authorization = address.user.map { TrackerHTTP.basic($0, password: address.password ?? "") }
        http = try TrackerHTTP(
            address, product: "Aim", authorization: authorization, headers: configuration.headers,
            secrets: [address.password].compactMap { $0 }, http: configuration.http)
    }

    /// Makes sure that it is an Aim server, and makes a client known to it.
    ///
    /// - Throws: `RegistryError` with `unavailable` when it is none.
    func connect(_ client: String) async throws {
        let version = try await get("/client/get-version/")
        guard let text = version["version"]?.stringValue, !text.isEmpty else { throw notAim() }
        _ = try await get("/client/connect/\(client)/")
        // From its first heartbeat on, the server lets go of what a client holds that says no more.
        try await giveSign(client)
    }

    /// Says that a client is alive.
    func giveSign(_ client: String) async throws { _ = try await get("/client/heartbeat/\(client)/") }

    /// Lets go of what a client holds.
    func disconnect(_ client: String, _ handles: [String]) async throws {
        for handle in handles { _ = try await get("/tracking/\(client)/release-resource/\(handle)/") }
        _ = try await get("/client/disconnect/\(client)/")
    }

    /// An object at the server.
    ///
    /// - Returns: What it is called by.
    func resource(_ type: String, _ arguments: [AimField], _ client: String) async throws -> String {
        let answer = try await post(
            "/tracking/\(client)/get-resource/",
            [
                "resource_handler": "", "resource_type": .string(type),
                "args": .string(Self.base64(.fields(arguments))),
            ])
        guard let handle = (try? Value(pythonJSON: answer))?.documentValue?["handler"]?.stringValue,
            handle.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || UnicodeScalar($0).properties.isASCIIHexDigit })
        else { throw notAim() }
        return handle
    }

    /// Calls a method of an object.
    ///
    /// - Throws: ``AimRefusal`` when trying again is useless, ``AimLoss`` when the server knows the object no more.
    @discardableResult
    func call(
        _ handle: String, _ method: String, _ arguments: [AimValue], _ client: String
    ) async throws -> AimTreeReader {
        let answer = try await post(
            "/tracking/\(client)/read-instruction/",
            [
                "resource_handler": .string(handle), "method_name": .string(method),
                "args": .string(Self.base64(.list(arguments))),
            ])
        guard let tree = AimTreeReader(answer) else { throw notAim() }
        return tree
    }

    private static func base64(_ value: AimValue) -> String {
        Data(AimTreeWriter.bytes(value)).base64EncodedString()
    }

    private func get(_ path: String) async throws -> Document {
        let bytes = try await send("GET", path, [])
        return (try? Value(pythonJSON: bytes))?.documentValue ?? [:]
    }

    private func post(_ path: String, _ body: Document) async throws -> [UInt8] {
        try await send("POST", path, body.jsonBytes())
    }

    private func send(_ method: String, _ path: String, _ body: [UInt8]) async throws -> [UInt8] {
        let (status, bytes) = try await http.send(
            method, path, body: body, contentType: body.isEmpty ? nil : "application/json",
            timeLimit: body.count > 1 << 20 ? nil : Self.timeLimit)
        guard status != 200 else { return bytes }
        let answer = (try? Value(pythonJSON: bytes))?.documentValue ?? [:]
        let refusal = AimRefusal(place: address.description, status: status, answer: answer, secrets: http.secrets)
        if let failure = http.failure(status, refusal.sentence, cause: refusal) { throw failure }
        guard status == 400, !refusal.type.isEmpty else { throw notAim(refusal) }
        if refusal.isLoss { throw AimLoss(refusal: refusal) }
        guard refusal.isOfValues else { throw refusal.passing }
        throw refusal
    }

    private func notAim(_ refusal: AimRefusal? = nil) -> RegistryError {
        RegistryError(
            .unavailable,
            "What answers at \(address) is no Aim server\(refusal.map { " (\($0.status))" } ?? ""), or one older than 3.19. Look at the "
                + "address; this was tested with Aim \(AimSink.testedVersion).", underlying: refusal)
    }
}
