import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

struct SafeFileNameTests {
    @Test(arguments: [
        ("Experiment1", "Experiment1"), ("my run-2.5_b", "my run-2.5_b"), ("", ""), (".", "%2E"), ("..", "%2E."),
        ("a/b", "a%2Fb"), ("%", "%25"), ("~", "%7E"), (" x", "%20x"), ("\n", "%0A"), ("é", "%C3%A9"),
    ])
    func `Plain names stay readable, the rest is encoded`(name: String, fileName: String) {
        #expect(SafeFileName.encode(name) == fileName)
    }

    @Test func `Two different names never make one file name`() {
        let seed: UInt64 = 99
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "A", ".", "..", "/", "%", "%2F", "~", "_", "é", "e\u{301}", "🙂", "\0", " ", "\n", "%~"]
        var names: [String: [UInt8]] = [:]
        for _ in 0..<20_000 {
            let length = Bool.random(using: &generator) ? Int.random(in: 0...6, using: &generator) : 200
            let name = (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let fileName = SafeFileName.encode(name)
            #expect(names[fileName] == nil || names[fileName] == Array(name.utf8), "seed \(seed)")
            names[fileName] = Array(name.utf8)
            #expect(fileName.utf8.count <= SafeFileName.longestLength)
            #expect(!fileName.contains("/") && fileName != "." && fileName != "..")
        }
    }

    @Test func `Long names that differ only at their ends stay different`() {
        let start = String(repeating: "x", count: 500)
        #expect(SafeFileName.encode(start + "a") != SafeFileName.encode(start + "b"))
        #expect(SafeFileName.encode(start).utf8.count < SafeFileName.longestLength)
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
    func `Known digests of SHA-256 hold`(message: String, digest: String) {
        #expect(SHA256.hexadecimalDigest(of: Array(message.utf8)) == digest)
    }
}
