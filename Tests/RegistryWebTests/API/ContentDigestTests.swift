import Testing

@testable import RegistryWeb

@Suite("The digest of an answer")
struct ContentDigestTests {
    private func digest(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { ContentDigest($0).value } }

    @Test func `every bit of the content counts, and no two of them cancel each other`() {
        let content = [UInt8]("thirty-five bytes of some content..".utf8)
        var digests: Set<UInt64> = [digest(content)]
        var count = 1
        for first in 0..<content.count * 8 {
            for second in first..<content.count * 8 {
                var other = content
                other[first / 8] ^= 1 << (first % 8)
                if second > first { other[second / 8] ^= 1 << (second % 8) }
                digests.insert(digest(other))
                count += 1
            }
        }
        #expect(digests.count == count)
    }

    @Test func `zeros count as well, and the order of words`() {
        let digests = (0...64).map { digest([UInt8](repeating: 0, count: $0)) }
        #expect(Set(digests).count == digests.count)
        #expect(digest(Array("first...second..".utf8)) != digest(Array("second..first...".utf8)))
    }
}
