import BSONCoding
import Foundation
import RegistryCore

/// A digest of all bytes of a file, as a storage service gives it.
package struct StoredDigest: Hashable, Sendable {
    package let kind: DigestKind
    package let bytes: [UInt8]

    package init(_ kind: DigestKind, _ bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }

    /// - Parameter text: in Base64. `nil` for what is no digest of this kind, such as that of an upload's parts (`…-3`).
    init?(_ kind: DigestKind, base64 text: some StringProtocol) {
        guard let data = Data(base64Encoded: String(text)), data.count == kind.size else { return nil }
        self.init(kind, Array(data))
    }

    /// - Parameter etag: 32 digits, in quotes or without. `nil` for another, such as that of an upload's parts (`…-3`).
    init?(md5ETag etag: String) {
        let digits = etag.filter { $0 != "\"" }.utf8
        guard Hexadecimal.isText(digits, ofDigits: 32) else { return nil }
        var bytes: [UInt8] = []
        var rest = digits[...]
        while let byte = Hexadecimal.number(of: rest.prefix(2), as: UInt8.self) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        guard bytes.count == DigestKind.md5.size else { return nil }
        self.init(.md5, bytes)
    }

    /// What S3 says in `x-amz-checksum-…` of the file as a whole, the strongest first.
    static func all(ofS3 response: StorageResponse) -> [StoredDigest] {
        // That of an upload's parts is a digest of digests.
        guard response["x-amz-checksum-type"]?.uppercased() ?? "FULL_OBJECT" == "FULL_OBJECT" else { return [] }
        return DigestKind.allCases.compactMap { kind in
            response["x-amz-checksum-\(kind.rawValue)"].flatMap { StoredDigest(kind, base64: $0) }
        }
    }

    /// What Google says in `x-goog-hash`, in either of its interfaces, of the bytes as they come; the strongest first.
    static func all(ofGoogles response: StorageResponse) -> [StoredDigest] {
        // Google unpacks what was stored packed for who does not ask for it packed, and gives the digest of what is stored.
        guard response["x-goog-stored-content-encoding"] ?? "identity" == "identity" else { return [] }
        let given = response.all("x-goog-hash").flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        return [DigestKind.md5, .crc32c].compactMap { kind in
            given.first { $0.hasPrefix("\(kind.rawValue)=") }
                .flatMap { StoredDigest(kind, base64: $0.dropFirst(kind.rawValue.count + 1)) }
        }
    }

    /// What is thrown when the bytes that came are others.
    static func damage(to key: FileKey, at place: String) -> RegistryError {
        RegistryError(
            .corruptData,
            "What came of \(ShownText.of(key.path)) from \(place) is not what is stored there by the digest that it gives: read it again. "
                + "If that does not help, it is damaged there.")
    }
}
