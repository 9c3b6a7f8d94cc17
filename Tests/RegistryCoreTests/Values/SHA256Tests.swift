import RegistryCore
import Testing

@Suite struct SHA256Tests {
    @Test func `the digest is the same however the bytes come`() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let whole = SHA256.hexadecimalDigest(of: bytes)
        for portion in [1, 3, 63, 64, 65, 128, 999] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: portion) {
                hash.update(Array(bytes[start..<min(start + portion, bytes.count)]))
                // Asking does not disturb what follows.
                _ = hash.hexadecimalDigest
            }
            #expect(hash.hexadecimalDigest == whole)
        }
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000),
            "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
        ),
    ])
    func `the digests of the standard come out`(message: String, digest: String) {
        #expect(SHA256.hexadecimalDigest(of: Array(message.utf8)) == digest)
    }
}
