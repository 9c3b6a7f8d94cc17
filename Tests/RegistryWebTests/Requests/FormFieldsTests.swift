import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct FormFieldsTests {
    @Test func `fields are read in order, a name more than once`() throws {
        let fields = try FormFields(encoded: "a=1&b=two+words&a=%C3%BC&c&=x&&d=%3D%26")
        #expect(fields.all("a") == ["1", "ü"])
        #expect(fields["b"] == "two words")
        #expect(fields["c"] == "")
        #expect(fields["d"] == "=&")
        #expect(fields["e"] == nil)
    }

    @Test(arguments: ["a=%", "a=%1", "a=%zz", "a=%FF", "a=%00", "%C3=1", "a=%ED%A0%80"])
    func `what is not encoded text is refused`(text: String) {
        #expect(throws: RegistryError.self) { try FormFields(encoded: text) }
    }

    @Test func `too many fields are refused`() {
        #expect(throws: RegistryError.self) {
            try FormFields(encoded: String(repeating: "a=1&", count: FormFields.most + 1))
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func `what is written is read back`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [Unicode.Scalar] = [
            "a", " ", "+", "%", "&", "=", "/", "#", "\"", "<", "ü", "€", "🙂", "\u{301}", "\n",
        ]
        func text() -> String {
            String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
                        alphabet.randomElement(using: &generator)
                    }))
        }
        var fields = FormFields()
        for _ in 0..<Int.random(in: 0...6, using: &generator) { fields.append(text(), text()) }
        let read = try FormFields(encoded: fields.encoded)
        #expect(read.elements.map(\.name) == fields.elements.map(\.name), "seed \(seed)")
        #expect(read.elements.map(\.value) == fields.elements.map(\.value), "seed \(seed)")
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
