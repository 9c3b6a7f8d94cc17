import BSONCoding
import Crypto
import RegistryCore
import Synchronization

/// Asks a storage server: signs, waits, tries again, and says what is wrong.
final class S3Client: Sendable {
    let configuration: S3Configuration
    private let keeper: CredentialKeeper
    /// Where the bucket is, which the server may correct once.
    private let target: Mutex<Target>

    private struct Target {
        var endpoint: S3Endpoint
        var signer: SignatureV4
        var wasCorrected = false
    }

    init(_ configuration: S3Configuration, hasBucket: Bool = true) throws(RegistryError) {
        if hasBucket { try configuration.check() }
        self.configuration = configuration
        let clock = configuration.retries.clock
        keeper = CredentialKeeper(configuration.credentials, now: clock.now)
        target = Mutex(
            Target(
                endpoint: try S3Endpoint(
                    url: configuration.endpoint, region: configuration.region, style: configuration.addressStyle,
                    bucket: hasBucket ? configuration.bucket : nil), signer: SignatureV4(region: configuration.region)))
    }

    /// The server, for messages.
    var place: String { target.withLock { $0.endpoint.host } }

    private var clock: StorageClock { configuration.retries.clock }

    /// Asks until there is an answer of 200 to 299, and has it used. When using it fails because the connection breaks, the question
    /// is asked again.
    ///
    /// - Parameter use: reads the answer; `attempt` counts from 1.
    /// - Throws: ``RegistryCore/RegistryError``.
    func ask<Answer: Sendable>(
        _ call: S3Call, accepting others: Set<Int> = [], _ use: (StorageResponse, _ attempt: Int) async throws -> Answer
    ) async throws -> Answer {
        var hasRenewed = false
        return try await configuration.retries.attempts(at: place, about: call.subject) { attempt in
            // Where the bucket is, and with which key, may be put right without that being another attempt.
            while true {
                let credentials = try await passing { try await keeper.credentials() }
                let asked = target.withLock { $0.signer.region }
                do {
                    let response = try await configuration.http.send(
                        signed(call, credentials), timeLimit: call.timeLimit)
                    if (200..<300).contains(response.status) || others.contains(response.status) {
                        return try await use(response, attempt)
                    }
                    throw await S3Failure(response, redacting: credentials)
                } catch let refusal as S3Failure {
                    if refusal.isElsewhere, let region = refusal.region, correct(to: region, from: asked) { continue }
                    if refusal.isExpiredKey, !hasRenewed, let credentials {
                        hasRenewed = true
                        if try await passing({ try await keeper.renew(credentials) }) { continue }
                    }
                    let error = refusal.registryError(for: call, at: place, now: clock.now())
                    guard refusal.mayPass else { throw error }
                    throw PassingFailure(error, wish: refusal.wish)
                }
            }
        }
    }

    /// Asks where the credentials come from, which may be out of order for a moment as well.
    private func passing<Answer>(_ question: () async throws -> Answer) async throws -> Answer {
        do {
            return try await question()
        } catch let error as RegistryError where [.unavailable, .timedOut].contains(error.code) {
            throw PassingFailure(error)
        }
    }

    /// What a server says in an answer that it was accepted with, without our keys.
    func refusal(_ response: StorageResponse) async throws -> S3Failure {
        await S3Failure(response, redacting: try await keeper.credentials())
    }

    /// Asks, and reads the whole answer.
    func askForBytes(_ call: S3Call, atMost limit: Int = 16 << 20) async throws -> [UInt8] {
        try await ask(call) { response, _ in try await response.body.collect(atMost: limit) }
    }

    /// Asks, and reads the answer as XML. S3 also says errors in answers that began as good ones.
    func askForXML(_ call: S3Call) async throws -> XMLElement {
        try await ask(call) { response, _ in try await self.xml(response) }
    }

    /// Reads a whole answer as XML.
    ///
    /// - Throws: ``S3Failure`` when it says an error.
    @discardableResult
    func xml(_ response: StorageResponse) async throws -> XMLElement {
        let xml = try XMLReader.read(try await response.body.collect(atMost: 16 << 20))
        guard xml.name != "Error" else {
            let code = xml.text("Code") ?? ""
            throw S3Failure(
                status: ["InternalError", "SlowDown"].contains(code) ? 500 : 400, element: xml,
                redacting: try await keeper.credentials())
        }
        return xml
    }

    /// An address that needs no key.
    func presigned(_ call: S3Call, validFor duration: Duration) async throws -> String {
        let seconds = duration.components.seconds
        guard (1...604_800).contains(seconds) else {
            throw RegistryError(.invalidArgument, "An address works for 1 second to 7 days (604,800 seconds).")
        }
        let (endpoint, signer) = target.withLock { ($0.endpoint, $0.signer) }
        var request = Self.request(call, endpoint)
        if let credentials = try await keeper.credentials() {
            signer.presign(&request, by: credentials, at: clock.now(), validSeconds: Int(seconds))
        }
        return request.url
    }

    private func signed(_ call: S3Call, _ credentials: S3Credentials?) -> StorageRequest {
        let (endpoint, signer) = target.withLock { ($0.endpoint, $0.signer) }
        var request = Self.request(call, endpoint)
        if let credentials {
            let hash =
                call.body.isEmpty
                ? "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                : Hexadecimal.text(ofBytes: Crypto.SHA256.hash(data: call.body))
            signer.sign(&request, bodyHash: hash, by: credentials, at: clock.now())
        }
        return request
    }

    private static func request(_ call: S3Call, _ endpoint: S3Endpoint) -> StorageRequest {
        let (host, path) = endpoint.place(bucket: call.bucket, object: call.object)
        return StorageRequest(
            method: call.method, scheme: endpoint.scheme, host: host, path: path, query: call.query,
            headers: call.headers, body: call.body)
    }

    /// Goes to another region, once. At Amazon's each has a host; elsewhere only the signature changes, so that no server sends
    /// requests to a third.
    private func correct(to region: String, from asked: String) -> Bool {
        target.withLock { target in
            // Another request was told so first: this one goes where it went.
            guard target.signer.region == asked else { return true }
            guard !target.wasCorrected, region != target.signer.region else { return false }
            target.wasCorrected = true
            if let endpoint = try? S3Endpoint(
                url: configuration.endpoint, region: region, style: configuration.addressStyle,
                bucket: configuration.bucket)
            {
                target.endpoint = endpoint
            }
            target.signer = SignatureV4(region: region)
            return true
        }
    }
}
