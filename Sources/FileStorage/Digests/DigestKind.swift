/// The digests that storage services give with a file.
package enum DigestKind: String, Sendable, CaseIterable {
    // The strongest first; where a service gives several, the first of them is compared.
    case sha256, sha1, md5
    case crc64NVME = "crc64nvme"
    case crc32c, crc32

    /// How many bytes one has.
    var size: Int {
        switch self {
        case .sha256: 32
        case .sha1: 20
        case .md5: 16
        case .crc64NVME: 8
        case .crc32c, .crc32: 4
        }
    }
}
