import FileFaults
import Foundation
package import RegistryCore

/// Where files may lie, by an address that a person writes: one for a logger's files and for commands about files.
package enum FilePlace {
    /// A folder: `./runs`, `/data/runs`, `file:///data/my%20runs`.
    case folder(String)
    /// A store of files: `s3://bucket/runs`, `gs://bucket/runs`, or a database's.
    case store(any FileStore)

    /// The place that an address means. A folder need not be there, and no server is asked.
    ///
    /// - Parameters:
    ///   - address: A path or an address.
    ///   - environment: The variables that say how a store is reached: `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_S3`,
    ///     `AWS_ENDPOINT_URL`, `GOOGLE_APPLICATION_CREDENTIALS`. Default: the process's own.
    ///   - retries: How a bucket's failures that may pass are met.
    ///   - advice: What else somebody may want whose address is of no place; a sentence behind the error's own. Default: nothing.
    ///   - database: The store at a `mongodb://` or `mongodb+srv://` address. Default: there is none in this build.
    /// - Throws: ``RegistryCore/RegistryError`` with `unsupported` for an address of anything else, `invalidArgument` for none at all, for one
    ///   that names no bucket and for a `%` in a `file:` address that stands for nothing; `notFound` for a key's file that is not there,
    ///   `accessDenied` for one that may not be read, `unavailable` for one that cannot be. No secret of an address is in it.
    package init(
        _ address: String, environment: [String: String] = ProcessInfo.processInfo.environment,
        retries: RetryPolicy = RetryPolicy(), advice: String = "",
        database: ((_ url: String) throws(RegistryError) -> any FileStore)? = nil
    ) throws(RegistryError) {
        guard !address.isEmpty, !address.utf8.contains(0) else {
            throw RegistryError(.invalidArgument, "A place of files needs the path of a folder, such as ./runs.")
        }
        func unsupported(_ scheme: String, _ beginning: String) -> RegistryError {
            Self.unsupported(scheme, beginning, hasDatabases: database != nil, advice)
        }
        if Self.scheme(of: address) == "file" {
            self = .folder(try Self.folder(ofFileAddress: address))
            return
        }
        guard let colon = address.range(of: "://") else {
            if let scheme = Self.scheme(of: address), address.dropFirst(scheme.utf8.count + 1).hasPrefix("/") {
                throw unsupported(scheme, "\(scheme.prefix(20)):/")
            }
            self = .folder(address)
            return
        }
        // What else stands before it may be a user with a password, which no message shows.
        guard let scheme = Self.scheme(of: address), address.dropFirst(scheme.utf8.count).hasPrefix("://") else {
            throw unsupported("", "an address of this kind")
        }
        let rest = String(address[colon.upperBound...])
        switch scheme {
        case "s3": self = .store(try Self.amazonStore(try Bucket(rest), environment, retries))
        case "gs", "gcs", "gcp": self = .store(try Self.googleStore(try Bucket(rest), environment, retries))
        case "mongodb", "mongodb+srv":
            guard let database else { throw unsupported(scheme, "\(scheme)://") }
            self = .store(try database("\(scheme)://\(rest)"))
        default: throw unsupported(scheme, "\(scheme.prefix(20))://")
        }
    }

    private static func unsupported(
        _ scheme: String, _ beginning: String, hasDatabases: Bool, _ advice: String
    ) -> RegistryError {
        let kind =
            switch scheme {
            case "http", "https", "ml-dash", "ml_dash": "a server"
            default: beginning
            }
        let database = hasDatabases ? ", or a database, such as mongodb://host/database/runs" : ""
        return RegistryError(
            .unsupported,
            "Files on \(kind) are not in this build. Name a folder, such as ./runs, a bucket, such as s3://bucket/runs or "
                + "gs://bucket/runs\(database).\(advice.isEmpty ? "" : " \(advice)")")
    }

    /// What an address begins with, in lower case: letters, digits, `+`, `-` and `.` behind a letter, and a colon; `nil` for a path.
    private static func scheme(of address: String) -> String? {
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = address[..<colon].lowercased()
        guard let first = scheme.utf8.first, isLetter(first),
            scheme.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) })
        else { return nil }
        return scheme
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    /// The folder of `file:///data/my%20runs`, also as `file:/data/my%20runs` or with `localhost` before the path.
    private static func folder(ofFileAddress address: String) throws(RegistryError) -> String {
        var path = address.dropFirst("file:".count)
        if path.hasPrefix("//") {
            path = path.dropFirst(2)
            if path.lowercased().hasPrefix("localhost/") { path = path.dropFirst("localhost".count) }
        }
        guard path.hasPrefix("/") else {
            throw RegistryError(
                .unsupported,
                "A file: address names a whole path on this machine, such as file:///data/runs; a relative one is written as it is, such as ./runs."
            )
        }
        guard let folder = String(path).removingPercentEncoding, !folder.utf8.contains(0) else {
            throw RegistryError(
                .invalidArgument,
                "In a file: address % stands before two hexadecimal digits, and none of them mean a null byte: a % of the path is written %25."
            )
        }
        return folder
    }

    /// A bucket, and maybe a folder in it: what stands behind `s3://`.
    private struct Bucket {
        let name: String
        let folder: FileKey?

        init(_ text: String) throws(RegistryError) {
            // Whoever writes a key there must not find it in a message.
            guard !text.contains("@") else {
                throw RegistryError(
                    .invalidArgument,
                    "The address of a bucket holds no keys: they come from the environment or from profiles.")
            }
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, !name.isEmpty else {
                throw RegistryError(.invalidArgument, "An address such as s3://bucket/runs names a bucket.")
            }
            self.name = String(name)
            var path = parts.count > 1 ? parts[1] : ""
            if path.hasSuffix("/") { path.removeLast() }
            folder = path.isEmpty ? nil : try FileKey(String(path))
        }
    }

    private static func amazonStore(
        _ bucket: Bucket, _ environment: [String: String], _ retries: RetryPolicy
    ) throws(RegistryError) -> S3FileStore {
        func variable(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        return try S3FileStore(
            S3Configuration(
                bucket: bucket.name, region: variable("AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1",
                endpoint: variable("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"), folder: bucket.folder, retries: retries))
    }

    private static func googleStore(
        _ bucket: Bucket, _ environment: [String: String], _ retries: RetryPolicy
    ) throws(RegistryError) -> GoogleFileStore {
        guard let path = environment["GOOGLE_APPLICATION_CREDENTIALS"], !path.isEmpty else {
            throw RegistryError(
                .invalidArgument,
                "For files in Google Cloud Storage GOOGLE_APPLICATION_CREDENTIALS has to name the file with the key of a service account."
            )
        }
        let file: GivenFile
        do {
            file = try GivenFile(path, mostBytes: 1 << 20)
        } catch {
            throw RegistryError(error, of: "The file that GOOGLE_APPLICATION_CREDENTIALS names")
        }
        return try GoogleFileStore(
            bucket: bucket.name, account: try ServiceAccount(json: file.bytes), folder: bucket.folder,
            retries: retries)
    }
}
