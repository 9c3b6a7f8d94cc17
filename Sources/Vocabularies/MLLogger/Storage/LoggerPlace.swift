import FileStorage
import Foundation
import RegistryCore

#if MongoDB
    import MongoFiles
#endif

/// Where a logger's files may lie.
enum LoggerPlace {
    /// A folder, which is that of all logs.
    case folder(String)
    /// A store of files.
    case store(any FileStore)

    /// The place that an address means; see ``getLogger(_:store:configuration:)``.
    ///
    /// - Parameter environment: The variables that say how a store is reached. Default: the process's own.
    init(
        _ address: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(RegistryError) {
        guard !address.isEmpty, !address.utf8.contains(0) else {
            throw RegistryError(.invalidArgument, "A logger needs the path of a folder, such as ./runs.")
        }
        if Self.scheme(of: address) == "file" {
            self = .folder(try Self.folder(ofFileAddress: address))
            return
        }
        guard let colon = address.range(of: "://") else {
            if let scheme = Self.scheme(of: address), address.dropFirst(scheme.utf8.count + 1).hasPrefix("/") {
                throw Self.unsupported(scheme, "\(scheme.prefix(20)):/")
            }
            self = .folder(address)
            return
        }
        let scheme = address[..<colon.lowerBound].lowercased()
        let rest = String(address[colon.upperBound...])
        switch scheme {
        case "s3": self = .store(try Self.amazonStore(try Bucket(rest), environment))
        case "gs", "gcs", "gcp": self = .store(try Self.googleStore(try Bucket(rest), environment))
        #if MongoDB
            case "mongodb", "mongodb+srv":
                self = .store(try MongoFileStore(url: "\(scheme)://\(rest)", retries: Self.retries))
        #endif
        default: throw Self.unsupported(scheme, "\(scheme.prefix(20))://")
        }
    }

    private static func unsupported(_ scheme: String, _ beginning: String) -> RegistryError {
        let kind =
            switch scheme {
            case "http", "https", "ml-dash", "ml_dash": "a server"
            default: beginning
            }
        return RegistryError(
            .unsupported,
            "Files on \(kind) are not in this build. Name a folder, such as ./runs, a bucket, such as s3://bucket/runs, or a database, "
                + "such as mongodb://host/database/runs; numbers go to a store, such as sqlite:registry.sqlite, also from many machines to one MongoDB."
        )
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

    /// How long the store itself tries a request again: the logger's own task comes back with what is still to be written.
    private static let retries = RetryPolicy(patience: .seconds(10), longestPause: .seconds(2))

    private static func amazonStore(
        _ bucket: Bucket, _ environment: [String: String]
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
        _ bucket: Bucket, _ environment: [String: String]
    ) throws(RegistryError) -> GoogleFileStore {
        guard let path = environment["GOOGLE_APPLICATION_CREDENTIALS"], !path.isEmpty else {
            throw RegistryError(
                .invalidArgument,
                "For files in Google Cloud Storage GOOGLE_APPLICATION_CREDENTIALS has to name the file with the key of a service account."
            )
        }
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw RegistryError(
                .notFound, "The file that GOOGLE_APPLICATION_CREDENTIALS names cannot be read.", underlying: error)
        }
        return try GoogleFileStore(
            bucket: bucket.name, account: try ServiceAccount(json: [UInt8](bytes)), folder: bucket.folder,
            retries: retries)
    }
}
