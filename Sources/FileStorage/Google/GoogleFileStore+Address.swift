import BSONCoding
import Crypto
import RegistryCore

extension GoogleFileStore {
    /// An address that needs no account, signed with the service account's key (version 4).
    public func address(of key: FileKey, validFor duration: Duration) async throws -> String {
        let seconds = duration.components.seconds
        guard (1...604_800).contains(seconds) else {
            throw RegistryError(.invalidArgument, "An address works for 1 second to 7 days (604,800 seconds).")
        }
        let path = "/\(bucket)/\(PercentEncoding.encode(prefix + key.path, keepsSlash: true))"
        var request = request("GET", path)
        guard let account else { return request.url }
        let time = SignatureV4.time(client.retries.clock.now())
        let scope = "\(time.prefix(8))/auto/storage/goog4_request"
        request.query = [
            ("X-Goog-Algorithm", "GOOG4-RSA-SHA256"), ("X-Goog-Credential", "\(account.email)/\(scope)"),
            ("X-Goog-Date", time), ("X-Goog-Expires", "\(seconds)"), ("X-Goog-SignedHeaders", "host"),
        ]
        let (canonical, _) = SignatureV4.canonical(request, bodyHash: SignatureV4.unsignedBody)
        let text = SignatureV4.stringToSign(canonical, time, scope, algorithm: "GOOG4-RSA-SHA256")
        request.query.append(("X-Goog-Signature", Hexadecimal.text(ofBytes: try account.sign(text))))
        return request.url
    }
}
