import RegistryCore

/// Where a storage server is, and how the bucket stands in its addresses.
struct S3Endpoint: Sendable, Hashable {
    let scheme: String
    /// With the port where it is not the scheme's own.
    let host: String
    let isPathStyle: Bool
    /// Whether it is Amazon's own, where every region has a host.
    let isAmazons: Bool

    /// - Parameters:
    ///   - url: `https://host` or `http://host:port`; `nil` is Amazon's for the region.
    ///   - bucket: `nil` when no bucket is meant.
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument`.
    init(url: String?, region: String, style: S3Configuration.AddressStyle, bucket: String?) throws(RegistryError) {
        guard (1...32).contains(region.utf8.count),
            region.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else {
            throw RegistryError(
                .invalidArgument, "\"\(ShownText.of(region, atMost: 40))\" is no region such as eu-central-1.")
        }
        isAmazons = url == nil
        let suffix = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
        guard let (scheme, host) = Self.parts(of: url ?? "https://s3.\(region).\(suffix)") else {
            throw RegistryError(
                .invalidArgument,
                "A storage server's address has the form https://host or http://host:port, without a path.")
        }
        self.scheme = scheme
        self.host = host
        isPathStyle =
            switch style {
            case .path: true
            case .virtualHost: false
            // A certificate for *.host does not cover a name with dots.
            case .automatic: url != nil || bucket?.allSatisfy(Self.isHostLetter) != true
            }
        if !isPathStyle, let bucket, !bucket.allSatisfy({ Self.isHostLetter($0) || $0 == "." }) {
            throw RegistryError(.invalidArgument, "The bucket \(bucket) cannot be part of a host's name: use .path.")
        }
    }

    private static func isHostLetter(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLowercase || letter.isNumber || letter == "-")
    }

    /// Scheme and host of an address without path, user and query; `nil` for another.
    static func parts(of url: String) -> (scheme: String, host: String)? {
        let parts = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, ["http", "https"].contains(parts[0].lowercased()) else { return nil }
        var host = parts[1].lowercased()
        if host.hasSuffix("/") { host.removeLast() }
        guard !host.isEmpty, host.utf8.count <= 260, !host.hasPrefix(":"),
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._:[]".contains($0)) })
        else { return nil }
        let scheme = parts[0].lowercased()
        // A client leaves the scheme's own port out of the header that is signed.
        let own = scheme == "https" ? ":443" : ":80"
        if host.hasSuffix(own) { host.removeLast(own.count) }
        return (scheme, host)
    }

    /// A bucket's name that can stand in an address.
    static func checkBucket(_ bucket: String) throws(RegistryError) {
        guard (3...222).contains(bucket.utf8.count), !bucket.contains(".."),
            bucket.utf8.allSatisfy({
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0)
                    || [45, 46, 95].contains($0)
            }),
            let first = bucket.first, first.isLetter || first.isNumber
        else {
            // Keys in an address, as `s3://KEY:SECRET@bucket` has them, are not shown.
            let shown = bucket.contains("@") ? "What is there" : "\"\(ShownText.of(bucket, atMost: 70))\""
            throw RegistryError(
                .invalidArgument,
                "\(shown) is no bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens."
            )
        }
    }

    /// The host and the path of something in a bucket.
    func place(bucket: String?, object: String?) -> (host: String, path: String) {
        let tail = object.map { PercentEncoding.encode($0, keepsSlash: true) } ?? ""
        guard let bucket else { return (host, "/\(tail)") }
        if isPathStyle { return (host, object == nil ? "/\(bucket)" : "/\(bucket)/\(tail)") }
        return ("\(bucket).\(host)", "/\(tail)")
    }
}
