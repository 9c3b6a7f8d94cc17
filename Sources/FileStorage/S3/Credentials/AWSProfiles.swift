import FileFaults
import Foundation
import RegistryCore

/// What is in Amazon's profile files.
struct AWSProfiles: Sendable {
    /// The largest file that is read.
    static let largestFile = 1 << 20

    /// Of both files, by the profile's name: the credentials file has the last word.
    private(set) var profiles: [String: [String: String]] = [:]

    /// The profiles in two texts.
    init(credentials: String, config: String) {
        for (section, values) in Self.sections(of: config) {
            // Sections of other kinds ([sso-session x], [services y]) are no profiles.
            if section == "default" { add(values, to: "default") }
            if let name = Self.name(section, after: "profile") { add(values, to: name) }
        }
        for (section, values) in Self.sections(of: credentials) { add(values, to: section) }
    }

    private mutating func add(_ values: [String: String], to name: String) {
        profiles[name, default: [:]].merge(values) { $1 }
    }

    private static func name(_ section: String, after word: String) -> String? {
        guard section.hasPrefix(word), let space = section.dropFirst(word.count).first, space.isWhitespace else {
            return nil
        }
        return section.dropFirst(word.count).trimmingCharacters(in: .whitespaces)
    }

    /// Reads both files; one that is not there is empty.
    static func read(_ environment: [String: String]) async throws -> AWSProfiles {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let paths = [
            environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "\(home)/.aws/credentials",
            environment["AWS_CONFIG_FILE"] ?? "\(home)/.aws/config",
        ].map { $0.hasPrefix("~/") ? home + $0.dropFirst(1) : $0 }
        let texts = try await DiskWork.run { try paths.map(Self.text) }
        return AWSProfiles(credentials: texts[0], config: texts[1])
    }

    private static func text(of path: String) throws(RegistryError) -> String {
        do {
            return String(decoding: try GivenFile(path, mostBytes: largestFile).bytes, as: UTF8.self)
        } catch .missing {
            return ""
        } catch {
            throw RegistryError(error, of: "The profile file \(ShownText.of(path))")
        }
    }

    /// The credentials of a profile; `nil` when the profile is not there and was not asked for, or has none.
    func credentials(of name: String, isAsked: Bool) throws(RegistryError) -> S3Credentials? {
        guard let profile = profiles[name] else {
            guard isAsked else { return nil }
            throw RegistryError(
                .accessDenied,
                "There is no profile \"\(ShownText.of(name))\" in ~/.aws/credentials and ~/.aws/config (AWS_PROFILE).")
        }
        if let key = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
            return try S3Credentials(accessKey: key, secret: secret, token: profile["aws_session_token"])
        }
        let others = ["role_arn", "sso_session", "sso_start_url", "credential_process", "web_identity_token_file"]
        if let other = others.first(where: { profile[$0] != nil }) {
            throw RegistryError(
                .unsupported,
                "The profile \"\(ShownText.of(name))\" gets its credentials by \(other), which is not supported. Run `aws configure "
                    + "export-credentials --format env` and set what it prints.")
        }
        guard isAsked else { return nil }
        throw RegistryError(
            .accessDenied,
            "The profile \"\(ShownText.of(name))\" has no aws_access_key_id and aws_secret_access_key.")
    }

    /// The sections of such a file, each with its settings. Indented lines belong to a setting before them and are passed over.
    static func sections(of text: String) -> [(String, [String: String])] {
        var sections: [(String, [String: String])] = []
        for line in text.split(whereSeparator: \.isNewline) {
            guard let first = line.first, first != "#", first != ";" else { continue }
            if first == "[" {
                let name = line.dropFirst().prefix { $0 != "]" }.trimmingCharacters(in: .whitespaces)
                sections.append((name, [:]))
            } else if !first.isWhitespace, let equals = line.firstIndex(of: "="), !sections.isEmpty {
                let key = line[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
                var value = String(line[line.index(after: equals)...])
                // A comment begins at a space and a mark; a secret may hold the mark itself.
                for mark in [" #", " ;", "\t#", "\t;"] {
                    if let comment = value.range(of: mark) { value = String(value[..<comment.lowerBound]) }
                }
                sections[sections.count - 1].1[key] = value.trimmingCharacters(in: .whitespaces)
            }
        }
        return sections
    }
}
