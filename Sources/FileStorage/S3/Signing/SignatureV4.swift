import BSONCoding
import Crypto
package import RegistryCore

/// Amazon's signature, version 4.
///
/// The path is signed as it is sent: S3 neither normalises paths nor encodes them twice, as Amazon's other services do.
package struct SignatureV4: Sendable {
    /// The hash of a body that is not signed.
    package static let unsignedBody = "UNSIGNED-PAYLOAD"

    /// Where the server is, as `eu-central-1`; part of what is signed.
    package var region: String
    /// `s3`.
    package var service: String
    private let keys: SigningKeys

    package init(region: String, service: String = "s3") {
        self.region = region
        self.service = service
        keys = SigningKeys()
    }

    /// Adds the headers that prove who sends a request.
    ///
    /// - Parameter bodyHash: SHA-256 in hexadecimal digits, or ``unsignedBody``.
    package func sign(
        _ request: inout StorageRequest, bodyHash: String, by credentials: S3Credentials, at moment: WallTime,
        saysBodyHash: Bool = true
    ) {
        let time = Self.time(moment)
        request.headers.append(("x-amz-date", time))
        if saysBodyHash { request.headers.append(("x-amz-content-sha256", bodyHash)) }
        if let token = credentials.token { request.headers.append(("x-amz-security-token", token)) }
        let scope = scope(time)
        let (canonical, names) = Self.canonical(request, bodyHash: bodyHash)
        let signature = signature(of: Self.stringToSign(canonical, time, scope), credentials, time)
        request.headers.append(
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
            ))
    }

    /// Adds to the query what lets anybody send the request for a while.
    package func presign(
        _ request: inout StorageRequest, by credentials: S3Credentials, at moment: WallTime, validSeconds: Int
    ) {
        let time = Self.time(moment)
        let scope = scope(time)
        request.query += [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", "\(credentials.accessKey)/\(scope)"),
            ("X-Amz-Date", time), ("X-Amz-Expires", "\(validSeconds)"),
        ]
        if let token = credentials.token { request.query.append(("X-Amz-Security-Token", token)) }
        let names = Self.signedHeaders(request).map(\.name).joined(separator: ";")
        request.query.append(("X-Amz-SignedHeaders", names))
        let (canonical, _) = Self.canonical(request, bodyHash: Self.unsignedBody)
        request.query.append(
            ("X-Amz-Signature", signature(of: Self.stringToSign(canonical, time, scope), credentials, time)))
    }

    private func scope(_ time: String) -> String { "\(time.prefix(8))/\(region)/\(service)/aws4_request" }

    private func signature(of text: String, _ credentials: S3Credentials, _ time: String) -> String {
        let key = keys.key(secret: credentials.secret, day: String(time.prefix(8)), region: region, service: service)
        return Hexadecimal.text(ofBytes: HMAC<Crypto.SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// What is hashed and signed.
    package static func stringToSign(
        _ canonical: String, _ time: String, _ scope: String, algorithm: String = "AWS4-HMAC-SHA256"
    ) -> String {
        "\(algorithm)\n\(time)\n\(scope)\n\(Hexadecimal.text(ofBytes: Crypto.SHA256.hash(data: Array(canonical.utf8))))"
    }

    /// The request in the one form in which both sides write it, and the names of its signed headers.
    package static func canonical(_ request: StorageRequest, bodyHash: String) -> (text: String, names: String) {
        let headers = signedHeaders(request)
        let names = headers.map(\.name).joined(separator: ";")
        var text = "\(request.method)\n\(request.path)\n\(request.encodedQuery)\n"
        for (name, value) in headers { text += "\(name):\(value)\n" }
        text += "\n\(names)\n\(bodyHash)"
        return (text, names)
    }

    /// All headers in the order of their names, those of one name joined, white space in them made single.
    private static func signedHeaders(_ request: StorageRequest) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        let sorted = ([("host", request.host)] + request.headers.map { ($0.name, $0.value) }).enumerated()
            .sorted { $0.element.0 == $1.element.0 ? $0.offset < $1.offset : $0.element.0 < $1.element.0 }
        for (_, (name, value)) in sorted {
            let value = value.split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
            if let last = headers.indices.last, headers[last].name == name {
                headers[last].value += ",\(value)"
            } else {
                headers.append((name, value))
            }
        }
        return headers
    }

    /// `20260131T235959Z`.
    package static func time(_ moment: WallTime) -> String {
        let text = (moment.iso8601 ?? "1970-01-01T00:00:00.000Z").utf8.prefix(19)
        let bytes = text.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
        return String(decoding: bytes, as: UTF8.self) + "Z"
    }
}
