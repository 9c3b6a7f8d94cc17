import RegistryCore
import Synchronization

/// Files that one sink of a run encoded and others need as well: a picture is compressed once and not by every lane.
///
/// It is bounded; what is not there any more is made again, with the same bytes.
final class EncodedMedia: Sendable {
    /// The bytes of a file, and their SHA-256 as 64 hexadecimal digits.
    struct File: Sendable {
        let bytes: [UInt8]
        let sha256: String

        init(_ bytes: [UInt8], sha256: String? = nil) {
            self.bytes = bytes
            self.sha256 = sha256 ?? SHA256.hexadecimalDigest(of: bytes)
        }
    }

    private struct Contents {
        var files: [Int64: File] = [:]
        /// The entries whose files are kept, oldest first.
        var order: [Int64] = []
        var size = 0
        /// The digests of files whose bytes the entries hold themselves, and the entries, oldest first.
        var digests: [Int64: String] = [:]
        var digestOrder: [Int64] = []
    }

    private let contents = Mutex(Contents())
    private let mostBytes: Int

    /// - Parameter mostBytes: How many bytes are kept. Default: 32 MiB.
    init(mostBytes: Int = 32 << 20) {
        self.mostBytes = mostBytes
    }

    /// The file of the entry with a sequence number.
    ///
    /// - Parameter make: Encodes it, when nobody has. Two lanes may do so at the same time.
    func file(of sequence: Int64, _ make: () throws -> [UInt8]) rethrows -> File {
        if let known = contents.withLock({ $0.files[sequence] }) { return known }
        let file = File(try make())
        guard file.bytes.count <= mostBytes / 2 else { return file }
        contents.withLock { contents in
            guard contents.files.updateValue(file, forKey: sequence) == nil else { return }
            contents.order.append(sequence)
            contents.size += file.bytes.count
            while contents.size > mostBytes, let oldest = contents.order.first {
                contents.order.removeFirst()
                contents.size -= contents.files.removeValue(forKey: oldest)?.bytes.count ?? 0
            }
        }
        return file
    }

    private static let mostDigests = 1_024

    /// The file whose bytes the entry with a sequence number holds: it is digested once and not by every lane.
    func file(of sequence: Int64, holding bytes: [UInt8]) -> File {
        let known = contents.withLock { $0.digests[sequence] }
        let file = File(bytes, sha256: known)
        guard known == nil else { return file }
        contents.withLock { contents in
            guard contents.digests.updateValue(file.sha256, forKey: sequence) == nil else { return }
            contents.digestOrder.append(sequence)
            if contents.digestOrder.count > Self.mostDigests {
                contents.digests[contents.digestOrder.removeFirst()] = nil
            }
        }
        return file
    }
}
