import RegistryCore
import Synchronization

/// Asks the service that tells a machine of Amazon's what it is (version 2: with a token of its own).
///
/// Elsewhere nothing is at its address, and nothing says so: what does not answer within some attempts is taken for that, and is not asked again
/// for some minutes. Once it has given a token it is there, and what it does not answer then is a failure that may pass. That somebody is busy at
/// the address says nothing: it may be a proxy.
final class InstanceMetadata: Sendable {
    /// How long each answer is waited for.
    static let patience = Duration.seconds(1)
    /// How often a question is asked that was not answered.
    static let attempts = 3
    /// For so long nobody is asked who was not there.
    static let absence = Duration.seconds(300)
    private static let pause = Duration.milliseconds(200)
    private static let largestAnswer = 1 << 16

    private let address: String
    private let http: any HTTPSending
    private let clock: StorageClock
    private let state = Mutex(State())

    private struct State {
        /// Whether it has given a token.
        var isThere = false
        /// Until then it is taken for absent, by a clock that only goes forward.
        var absentUntil: Duration?
    }

    init(address: String, http: any HTTPSending, clock: StorageClock = .system) {
        self.address = address
        self.http = http
        self.clock = clock
    }

    /// The credentials of the machine's role; `nil` when there is no such service or no role.
    ///
    /// - Throws: ``RegistryCore/RegistryError`` with `unavailable` when the service is there and does not answer.
    func credentials() async throws -> S3Credentials? {
        let now = clock.uptime()
        guard !state.withLock({ $0.absentUntil.map { now < $0 } ?? false }) else { return nil }
        guard
            let token = try await ask(
                "PUT", "/latest/api/token", [("x-aws-ec2-metadata-token-ttl-seconds", "21600")]),
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        state.withLock { $0.isThere = true }
        let headers = [(name: "x-aws-ec2-metadata-token", value: token)]
        let folder = "/latest/meta-data/iam/security-credentials/"
        guard let role = try await ask("GET", folder, headers)?.split(whereSeparator: \.isNewline).first else {
            return nil
        }
        let path = folder + PercentEncoding.encode(String(role))
        guard let text = try await ask("GET", path, headers), let answer = try? Document(json: text),
            let key = answer["AccessKeyId"]?.stringValue, let secret = answer["SecretAccessKey"]?.stringValue
        else { return nil }
        return try S3Credentials(
            accessKey: key, secret: secret, token: answer["Token"]?.stringValue,
            expires: answer["Expiration"]?.stringValue.flatMap { WallTime(iso8601: $0) })
    }

    private var isThere: Bool { state.withLock { $0.isThere } }

    /// The text of an answer; `nil` for a refusal, and where there is no such service.
    private func ask(
        _ method: String, _ path: String, _ headers: [(name: String, value: String)]
    ) async throws -> String? {
        guard let (scheme, host) = S3Endpoint.parts(of: address) else { return nil }
        let request = StorageRequest(method: method, scheme: scheme, host: host, path: path, headers: headers)
        var failure: (any Error)?
        var isBusy = false
        for attempt in 1...Self.attempts {
            if attempt > 1 { try await clock.sleep(Self.pause) }
            do {
                let response = try await http.send(request, timeLimit: Self.patience)
                // Busy, as it is when all that runs on the machine asks at once.
                if [429, 500, 503].contains(response.status) {
                    isBusy = true
                    continue
                }
                let bytes = try await response.body.collect(atMost: Self.largestAnswer)
                guard response.status == 200 else { return nil }
                return String(decoding: bytes, as: UTF8.self)
            } catch let broken as TransportFailure {
                failure = broken
                // Nobody is at the address, which is said at once; a slow answer is not that.
                if broken.kind == .noConnection, !isThere { break }
            } catch is RegistryError {
                // So long an answer is another service's.
                return nil
            }
        }
        guard isThere else {
            // Who is busy says so at once: asking again costs little, and it may be the service after all.
            if !isBusy { state.withLock { $0.absentUntil = clock.uptime() + Self.absence } }
            return nil
        }
        throw RegistryError(
            .unavailable, "The machine's metadata service, which gives its role's keys, does not answer: try it again.",
            underlying: failure)
    }
}
