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
}
