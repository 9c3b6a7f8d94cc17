import Foundation
import RegistryCore

/// Where credentials come from. They are asked for when they are needed first, and again shortly before they end.
public struct CredentialSource: Sendable, CustomStringConvertible {
    /// Where, for messages.
    public let description: String
    /// Whether it is one of those without keys: requests are not signed.
    let isAnonymous: Bool
    private let find: @Sendable () async throws -> S3Credentials?

    /// A source of the caller's own.
    ///
    /// - Parameters:
    ///   - description: where they come from, for messages: without secrets.
    ///   - find: gives them; `nil` when there are none, and another source may be asked.
    public init(_ description: String, find: @escaping @Sendable () async throws -> S3Credentials?) {
        self.init(description, isAnonymous: false, find: find)
    }

    private init(
        _ description: String, isAnonymous: Bool, find: @escaping @Sendable () async throws -> S3Credentials?
    ) {
        self.description = description
        self.isAnonymous = isAnonymous
        self.find = find
    }

    /// The credentials; `nil` when there are none here.
    func credentials() async throws -> S3Credentials? { try await find() }

    /// These.
    public static func fixed(_ credentials: S3Credentials) -> CredentialSource {
        CredentialSource("the arguments") { credentials }
    }

    /// None: requests are not signed, for what everybody may read.
    public static let anonymous = CredentialSource("nowhere (anonymous)", isAnonymous: true) { nil }

    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary keys, `AWS_SESSION_TOKEN`.
    public static let environment = environment(ProcessInfo.processInfo.environment)

    /// A profile of `~/.aws/credentials` or `~/.aws/config`, or of the files that `AWS_SHARED_CREDENTIALS_FILE` and
    /// `AWS_CONFIG_FILE` name.
    ///
    /// - Parameter name: the profile's. Default: `AWS_PROFILE`, else `default`.
    public static func profile(_ name: String? = nil) -> CredentialSource {
        profile(name, ProcessInfo.processInfo.environment)
    }

    /// What the machine's role gives, from its metadata service (version 2). Each answer is waited for a
    /// second, and asked for three times: elsewhere nothing is at its address, and nothing says so. Where it is not, it is asked again after
    /// five minutes.
    public static let instanceMetadata = instanceMetadata(ProcessInfo.processInfo.environment)

    /// The environment, then the profile, then the machine's metadata: what Amazon's own programs do.
    public static let standard = standard(ProcessInfo.processInfo.environment)

    /// The first of some that has any.
    public static func first(of sources: [CredentialSource]) -> CredentialSource {
        let description = sources.map(\.description).joined(separator: ", ")
        return CredentialSource(description, isAnonymous: sources.contains(where: \.isAnonymous)) {
            for source in sources {
                if let found = try await source.credentials() { return found }
            }
            return nil
        }
    }

    static func standard(_ environment: [String: String]) -> CredentialSource {
        first(of: [
            .environment(environment), .profile(nil, environment), .instanceMetadata(environment),
        ])
    }

    static func environment(_ environment: [String: String]) -> CredentialSource {
        CredentialSource("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY") {
            guard let key = environment["AWS_ACCESS_KEY_ID"], !key.isEmpty else { return nil }
            guard let secret = environment["AWS_SECRET_ACCESS_KEY"], !secret.isEmpty else {
                throw RegistryError(
                    .invalidArgument, "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not: set both, or neither."
                )
            }
            let token = environment["AWS_SESSION_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
            return try S3Credentials(accessKey: key, secret: secret, token: token)
        }
    }

    static func profile(_ name: String?, _ environment: [String: String]) -> CredentialSource {
        CredentialSource("the profile files in ~/.aws") {
            try await AWSProfiles.read(environment).credentials(
                of: name ?? environment["AWS_PROFILE"] ?? "default",
                isAsked: name != nil || environment["AWS_PROFILE"] != nil)
        }
    }

    static func instanceMetadata(
        _ environment: [String: String], http: any HTTPSending = StorageHTTP.shared, clock: StorageClock = .system
    ) -> CredentialSource {
        let address = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? "http://169.254.169.254"
        // One for as long as the source lives: it knows whether there is such a service.
        let metadata = InstanceMetadata(address: address, http: http, clock: clock)
        return CredentialSource("the machine's metadata service") {
            guard environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() != "true" else { return nil }
            return try await metadata.credentials()
        }
    }
}
