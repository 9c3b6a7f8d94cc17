import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct CellTextTests {
    @Test(
        arguments: [
            (0.1, "0.1"), (0.123456789, "0.123457"), (1.0, "1"), (-2.5, "−2.5"), (1e-9, "1e−09"),
            (123_456.0, "123,456"),
            (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "−∞"), (1e300, "1e+300"), (-0.0, "0"),
            (0.30000000000000004, "0.3"),
        ] as [(Double, String)])
    func `a number has the digits that matter`(number: Double, text: String) {
        #expect(CellText.number(number) == text)
    }

    @Test(
        arguments: [
            (0, "0"), (9_999, "9999"), (10_000, "10,000"), (-1_234_567, "−1,234,567"),
            (.min, "−9,223,372,036,854,775,808"),
        ] as [(Int64, String)])
    func `a whole number has its thousands apart`(number: Int64, text: String) {
        #expect(CellText.grouped(number) == text)
    }

    @Test(
        arguments: [
            (0, "0 ms"), (999, "999 ms"), (1_000, "1 s"), (59_999, "59 s"), (60_000, "1 min 0 s"),
            (3_660_000, "1 h 1 min"), (90_000_000, "1 d 1 h"),
            (-1, "–"),
        ] as [(Int64, String)])
    func `a duration has its two largest units`(milliseconds: Int64, text: String) {
        #expect(
            CellText.duration(
                from: WallTime(millisecondsSince1970: 0), to: WallTime(millisecondsSince1970: milliseconds)) == text)
    }

    @Test func `a duration from one end of time to the other is none`() {
        let first = WallTime(millisecondsSince1970: .min)
        #expect(CellText.duration(from: first, to: WallTime(millisecondsSince1970: .max)) == "–")
    }

    @Test func `a moment is shown to the second`() {
        #expect(CellText.moment(WallTime(millisecondsSince1970: 1_700_000_000_123)) == "2023-11-14 22:13:20")
    }

    @Test func `a text of several lines has one in a cell, and all of them in full`() {
        #expect(CellText.short("# Why\r\n\nA net\u{1B}") == "# Why ↵ A net⟨U+001B⟩")
        #expect(CellText.full("# Why\r\n\nA net\u{1B}") == "# Why\n\nA net⟨U+001B⟩")
        #expect(CellText.full(.string(String(repeating: "a\n", count: 9_000))).unicodeScalars.count == 10_001)
    }

    @Test func `values of every type have a text`() {
        #expect(CellText.short(nil) == "–")
        #expect(CellText.short(true) == "yes")
        #expect(CellText.short([1, 2]) == "2 values")
        #expect(CellText.short(["a": 1]) == "1 fields")
        #expect(CellText.full(0.123456789) == "0.123456789")
    }
}
