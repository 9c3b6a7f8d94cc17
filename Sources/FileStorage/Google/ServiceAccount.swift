import CryptoExtras
import Foundation
public import RegistryCore

/// A service account of Google's, read from the file with its key. Its description and its mirror do not show the key.
public struct ServiceAccount: Sendable, CustomStringConvertible, CustomReflectable {
    /// `name@project.iam.gserviceaccount.com`.
    public let email: String
    let keyID: String?
    let tokenAddress: String
    private let key: _RSA.Signing.PrivateKey

    /// Reads the JSON that Google gives for an account.
    ///
    /// - Throws: ``RegistryCore/RegistryError`` with `invalidArgument`, without the text, when it is none.
    public init(json: [UInt8]) throws(RegistryError) {
        guard json.count <= 1 << 16, let document = try? Document(json: json),
            let email = document["client_email"]?.stringValue, let pem = document["private_key"]?.stringValue,
            !email.isEmpty, email.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem)
        else {
            throw RegistryError(
                .invalidArgument,
                "This is not the key of a service account: a JSON object with client_email and private_key (PEM) was expected."
            )
        }
        let address = document["token_uri"]?.stringValue ?? "https://oauth2.googleapis.com/token"
        // The signed statement is worth a token: it is not sent to wherever a file says.
        guard address.hasPrefix("https://"), let host = URL(string: address)?.host(), host.hasSuffix(".googleapis.com")
        else {
            throw RegistryError(
                .invalidArgument, "The service account's token_uri is not one of Google's (googleapis.com).")
        }
        self.email = email
        self.key = key
        keyID = document["private_key_id"]?.stringValue
        tokenAddress = address
    }

    /// The account's name.
    public var description: String { email }
    /// The account's name.
    public var customMirror: Mirror { Mirror(self, children: ["email": email]) }

    /// A signature with RSA and SHA-256 (RS256).
    func sign(_ text: String) throws(RegistryError) -> [UInt8] {
        do {
            return Array(try key.signature(for: Array(text.utf8), padding: .insecurePKCS1v1_5).rawRepresentation)
        } catch {
            throw RegistryError(.internalFailure, "The service account's key cannot sign.", underlying: error)
        }
    }

    /// The statement for which Google gives a token (RFC 7523), good for an hour.
    func assertion(at moment: WallTime) throws(RegistryError) -> String {
        let now = moment.millisecondsSince1970 / 1_000
        var header: Document = ["alg": "RS256", "typ": "JWT"]
        if let keyID { header["kid"] = .string(keyID) }
        let claims: Document = [
            "iss": .string(email), "scope": "https://www.googleapis.com/auth/devstorage.read_write",
            "aud": .string(tokenAddress), "iat": .int(now), "exp": .int(now + 3_600),
        ]
        let text = "\(Self.base64URL(Array(header.json().utf8))).\(Self.base64URL(Array(claims.json().utf8)))"
        return "\(text).\(Self.base64URL(try sign(text)))"
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { letter -> Character? in
                switch letter {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: letter
                }
            })
    }
}
