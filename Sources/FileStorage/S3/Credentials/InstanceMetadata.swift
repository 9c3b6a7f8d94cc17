import RegistryCore

/// Asks the service that tells a machine of Amazon's what it is (version 2: with a token of its own).
struct InstanceMetadata: Sendable {
    /// How long each answer is waited for: elsewhere nothing is at the address, and nothing says so.
    static let patience = Duration.seconds(1)
    private static let largestAnswer = 1 << 16

    let address: String
    let http: any HTTPSending

    /// The credentials of the machine's role; `nil` when there is no such service or no role.
    func credentials() async throws -> S3Credentials? {
        guard
            let token = try await ask(
                "PUT", "/latest/api/token", [("x-aws-ec2-metadata-token-ttl-seconds", "21600")]),
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let headers = [("x-aws-ec2-metadata-token", token)]
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

    private func ask(_ method: String, _ path: String, _ headers: [(String, String)]) async throws -> String? {
        guard let (scheme, host) = S3Endpoint.parts(of: address) else { return nil }
        let request = StorageRequest(
            method: method, scheme: scheme, host: host, path: path, headers: headers.map { ($0.0, $0.1) })
        do {
            let response = try await http.send(request, timeLimit: Self.patience)
            guard response.status == 200 else { return nil }
            return String(decoding: try await response.body.collect(atMost: Self.largestAnswer), as: UTF8.self)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Not on such a machine.
            return nil
        }
    }
}
