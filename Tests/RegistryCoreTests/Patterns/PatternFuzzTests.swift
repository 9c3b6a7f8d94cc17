import RegistryCore
import RegistryTestKit
import Testing

@Suite("Hostile patterns")
struct PatternFuzzTests {
    private static let fragments = [
        "(", ")", "[", "]", "{", "}", "*", "+", "?", "\\", "|", "^", "$", "(?", "(?i)", "{2", "{,3}", "{2,1}", "\\1",
        "(?=", "(?<a>", "\\p{L}", "[[:a:]]", "-", "\\x", "\\x{", "\\x{e9}", "a-", ":", ",", "<", ">", "=", "é", "a",
        "\0", ".",
        "{1000}", "😀", "\u{301}",
    ]

    @Test func `any text is a pattern that can be asked, or a fault within the text`() {
        var readable = 0
        for seed in 1...20_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let count = Int.random(in: 0...12, using: &random)
            let source = (0..<count).map { _ in Self.fragments.randomElement(using: &random) ?? "" }.joined()
            readable += check(source, seed: seed) ? 1 : 0
        }
        #expect(readable > 500)
    }

    @Test func `a pattern with changed characters is a pattern that can be asked, or a fault within the text`() {
        for seed in 1...5_000 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var scalars = Array(PatternGenerator.pattern(using: &random).unicodeScalars)
            for _ in 0..<2 where !scalars.isEmpty {
                let place = Int.random(in: 0..<scalars.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: scalars.remove(at: place)
                case 1:
                    scalars.insert(
                        contentsOf: (Self.fragments.randomElement(using: &random) ?? "").unicodeScalars, at: place)
                default: scalars[place] = Unicode.Scalar(UInt8.random(in: 0..<128, using: &random))
                }
            }
            _ = check(String(String.UnicodeScalarView(scalars)), seed: seed)
        }
    }

    /// Whether the text can be read as a pattern.
    private func check(_ source: String, seed: UInt64) -> Bool {
        do throws(PatternError) {
            let pattern = try Pattern(source)
            let text = source + "aé\n"
            #expect(pattern.matches(text) == pattern.matches(text), "seed \(seed)")
            return true
        } catch {
            #expect((0...source.unicodeScalars.count).contains(error.position), "seed \(seed): \(error) in \(source)")
            return false
        }
    }
}
