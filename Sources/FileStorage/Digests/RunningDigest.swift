import Crypto

/// A digest of bytes as they come.
struct RunningDigest: Sendable {
    private enum State: Sendable {
        case sha256(Crypto.SHA256)
        case sha1(Insecure.SHA1)
        case md5(Insecure.MD5)
        case cyclic(CyclicChecksum)
    }

    private var state: State

    init(_ kind: DigestKind) {
        state =
            switch kind {
            case .sha256: .sha256(Crypto.SHA256())
            case .sha1: .sha1(Insecure.SHA1())
            case .md5: .md5(Insecure.MD5())
            case .crc64NVME: .cyclic(CyclicChecksum(CyclicChecksum.crc64nvme))
            case .crc32c: .cyclic(CyclicChecksum(CyclicChecksum.crc32c))
            case .crc32: .cyclic(CyclicChecksum(CyclicChecksum.crc32))
            }
    }

    /// Takes the next bytes.
    mutating func update(_ bytes: [UInt8]) {
        switch state {
        case .sha256(var hash):
            hash.update(data: bytes)
            state = .sha256(hash)
        case .sha1(var hash):
            hash.update(data: bytes)
            state = .sha1(hash)
        case .md5(var hash):
            hash.update(data: bytes)
            state = .md5(hash)
        case .cyclic(var sum):
            sum.update(bytes)
            state = .cyclic(sum)
        }
    }

    /// That of what came so far.
    var bytes: [UInt8] {
        switch state {
        case .sha256(let hash): Array(hash.finalize())
        case .sha1(let hash): Array(hash.finalize())
        case .md5(let hash): Array(hash.finalize())
        case .cyclic(let sum): sum.bytes
        }
    }
}
