import Testing

@testable import RegistryWeb

@Suite struct WordDifferenceTests {
    /// The difference as text: what was removed in brackets, what was added in braces.
    private func told(_ old: String, _ new: String) -> String {
        WordDifference(from: old, to: new).parts.map { part in
            switch part.kind {
            case .same: part.text
            case .removed: "[\(part.text)]"
            case .added: "{\(part.text)}"
            }
        }.joined()
    }

    @Test(arguments: [
        ("a b c", "a b c", "a b c"), ("", "", ""), ("", "new", "{new}"), ("old", "", "[old]"),
        ("the cat sat", "the dog sat", "the [cat]{dog} sat"), ("a dog runs", "a brown dog runs", "a {brown }dog runs"),
        ("loss=0.5", "loss=0.7", "loss=0.[5]{7}"), ("雨が降る", "雪が降る", "[雨]{雪}が降る"),
        ("one two", "three four", "[one]{three} [two]{four}"), ("a\nb", "a b", "a[\n]{ }b"),
    ])
    func `what differs is told word by word`(old: String, new: String, expected: String) {
        #expect(told(old, new) == expected)
    }

    @Test func `both texts can be read out of a difference`() {
        let words = ["loss", "of", "the", "run", ".", "NaN", "is", "0"]
        var state: UInt64 = 7
        func sentence() -> String {
            (0..<60).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return words[Int(state >> 60) % words.count]
            }.joined(separator: " ")
        }
        for _ in 0..<20 {
            let (old, new) = (sentence(), sentence())
            let parts = WordDifference(from: old, to: new).parts
            #expect(parts.filter { $0.kind != .added }.map(\.text).joined() == old)
            #expect(parts.filter { $0.kind != .removed }.map(\.text).joined() == new)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.kind != $1.kind })
        }
    }

    @Test func `words are counted without spaces`() {
        let difference = WordDifference(from: "a b c", to: "a x y c")
        #expect(difference.removedCount == 1)
        #expect(difference.addedCount == 2)
        #expect(!difference.isSame)
        #expect(!difference.isCut)
    }

    @Test func `a word of any length is a long text`() {
        let long = String(repeating: "a", count: 1_000_000)
        let difference = WordDifference(from: long, to: "b \(long)")
        #expect(difference.isCut)
        #expect(difference.parts.map(\.text.utf8.count).reduce(0, +) <= 2 * WordDifference.mostBytes)
    }

    @Test func `of long texts the beginning is compared, and that is said`() {
        let long = String(repeating: "word ", count: 100_000)
        let difference = WordDifference(from: long, to: "other " + long)
        #expect(difference.isCut)
        #expect(difference.parts.map(\.text.count).reduce(0, +) < 10_000)
    }
}
