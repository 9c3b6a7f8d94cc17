import RegistryCore
import Testing

@Suite("FNV-1a")
struct FNV1aTests {
    /// The published vectors.
    @Test(arguments: [
        ("", 0xCBF2_9CE4_8422_2325 as UInt64), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ])
    func `is what its authors say`(text: String, digest: UInt64) {
        var hash = FNV1a()
        for byte in text.utf8 { hash.combine([byte]) }
        #expect(hash.digest == digest)
    }

    @Test func `word by word, every bit of the content counts, and two of them do not cancel each other`() {
        func digest(_ bytes: [UInt8]) -> UInt64 {
            var hash = FNV1a()
            bytes.withUnsafeBytes { hash.combine(words: $0) }
            return hash.digest
        }
        let content = [UInt8]("thirty-five bytes of some content..".utf8)
        var digests: Set<UInt64> = [digest(content)]
        for first in 0..<content.count * 8 {
            for second in first..<content.count * 8 {
                var other = content
                other[first / 8] ^= 1 << (first % 8)
                if second > first { other[second / 8] ^= 1 << (second % 8) }
                #expect(digests.insert(digest(other)).inserted, "bits \(first) and \(second)")
            }
        }
    }
}
