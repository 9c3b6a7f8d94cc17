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
}
