import Synchronization
import Testing

@testable import Vocabularies

/// Places in texts, with what Python's `str.format` makes of them.
struct PlaceholderTextTests {
    /// The text with one value, and what is complained about.
    private static func filled(_ text: String, _ arguments: Any...) -> (text: String, problems: [String]) {
        let problems = Mutex<[String]>([])
        let result = PlaceholderText.filled(text, arguments, ["name": 7]) { problem in
            problems.withLock { $0.append(problem) }
        }
        return (result, problems.withLock { $0 })
    }

    @Test(arguments: [
        ("{:d}", "1234567"), ("{:,}", "1,234,567"), ("{:_}", "1_234_567"), ("{:>10}", "   1234567"),
        ("{:<10}|", "1234567   |"), ("{:^10}|", " 1234567  |"), ("{:*^11}", "**1234567**"), ("{:010}", "0001234567"),
        ("{:012,}", "0,001,234,567"), ("{:+}", "+1234567"), ("{: d}", " 1234567"), ("{:=+10}", "+  1234567"),
        ("{:x}", "12d687"), ("{:#X}", "0X12D687"), ("{:#b}", "0b100101101011010000111"), ("{:_x}", "12_d687"),
        ("{:o}", "4553207"), ("{:.2e}", "1.23e+06"), ("{:g}", "1.23457e+06"), ("{:.1f}", "1234567.0"),
        ("{:.0%}", "123456700%"), ("{:<010}", "1234567000"), ("{!s:>9}", "  1234567"), ("{0:,d}", "1,234,567"),
        ("{!r}", "1234567"), ("{name:>3}", "  7"), ("{:1000}", String(repeating: " ", count: 993) + "1234567"),
        ("{::>9}", "::1234567"),
    ])
    func `A whole number is written as Python writes it`(text: String, expected: String) {
        let (shown, problems) = Self.filled(text, 1_234_567)
        #expect(shown == expected)
        #expect(problems.isEmpty)
    }

    @Test(
        arguments: [
            ("{:.2f}", -1234.5678, "-1234.57"), ("{:08.3f}", 3.14159, "0003.142"), ("{:e}", 0.5, "5.000000e-01"),
            ("{:.2e}", 1e-7, "1.00e-07"), ("{:E}", 12.5, "1.250000E+01"), ("{:g}", 1e-7, "1e-07"), ("{:g}", 0.5, "0.5"),
            ("{:.1%}", 0.978, "97.8%"), ("{:,.2f}", 1234567.891, "1,234,567.89"), ("{:+.1f}", 0.05, "+0.1"),
            ("{:,}", 1234.5, "1,234.5"), ("{:.3}", 3.14159, "3.14"), ("{:.3}", 100, "1e+02"), ("{:.5}", 100, "100.0"),
            ("{:10}|", 1.5, "       1.5|"), ("{:012,.1f}", 1234.5, "00,001,234.5"), ("{:.2f}", 0.085, "0.09"),
            ("{:f}", .nan, "nan"), ("{:+F}", .infinity, "+INF"), ("{:08.1f}", -.infinity, "-0000inf"),
            ("{:.1f}", -0.0, "-0.0"), ("{:_^9.1f}", 2.5, "___2.5___"),
            ("{:#g}", 0.5, "0.500000"), ("{:#g}", 3.0, "3.00000"), ("{:#.3g}", 100_000, "1.00e+05"),
            ("{:#.0f}", 3.0, "3."), ("{:#.0e}", 3.0, "3.e+00"), ("{:#.0%}", 0.25, "25.%"), ("{:#}", 1e20, "1.e+20"),
            ("{:#}", 1.5, "1.5"), ("{:#.3}", 2.0, "2.00"), ("{:#.3}", 123, "1.23e+02"), ("{:#.4}", 123, "123.0"),
            ("{:#.3}", 0.0, "0.00"), ("{:#.1}", 0.0, "0.e+00"), ("{:#.3}", 0.00001, "1.00e-05"),
            ("{:#.3}", 0.0001, "0.000100"), ("{:#.3}", 99.99, "1.00e+02"), ("{:#,.0f}", 12_345, "12,345."),
            ("{:#g}", .nan, "nan"), ("{:#.0f}", .infinity, "inf"),
            ("{:.100f}", 0.5, "0.5" + String(repeating: "0", count: 99)),
        ] as [(String, Double, String)])
    func `A number with a point is written as Python writes it`(text: String, value: Double, expected: String) {
        let (shown, problems) = Self.filled(text, value)
        #expect(shown == expected)
        #expect(problems.isEmpty)
    }

    @Test(arguments: [
        ("{:s}", "it's"), ("{!r}", "\"it's\""), ("{:>6}", "  it's"), ("{:<6}|", "it's  |"), ("{:^7}|", " it's  |"),
        ("{:-^8}", "--it's--"), ("{:.2}", "it"), ("{:>4.2s}", "  it"), ("{!r:>8}", "  \"it's\""), ("{:06}", "it's00"),
    ])
    func `A text is written as Python writes it`(text: String, expected: String) {
        let (shown, problems) = Self.filled(text, "it's")
        #expect(shown == expected)
        #expect(problems.isEmpty)
    }

    @Test func `What cannot be seen is written out where a text is shown as in a program`() {
        #expect(Self.filled("{!r}", "a\n\t\\\u{1}é").text == "'a\\n\\t\\\\\\x01é'")
        #expect(Self.filled("{!r}", "'\"").text == "'\\'\"'")
        #expect(Self.filled("{!a}", "é😀ж it's\n").text == #""\xe9\U0001f600\u0436 it's\n""#)
        #expect(Self.filled("{!a:>6}", 1.5).text == "   1.5")
    }

    @Test(arguments: [
        "{:q}", "{:1001}", "{:99999999999999999999}", "{:.}", "{:.1001f}", "{:>>>5}", "{:.2ff}", "{!x}", "{!}", "{:n}",
        "{:{width}}",
    ])
    func `A format that is not known stays as it stands, and is said to be one`(text: String) {
        let (shown, problems) = Self.filled(text, 5)
        #expect(shown == text)
        #expect(problems.count == 1 && problems.first?.contains("this format is not known") == true)
    }

    @Test func `A format that is for another kind of value stays as it stands, and is said to be so`() {
        for text in ["{:d}", "{:.2f}", "{:,}", "{:+}", "{:=5}", "{:%}"] {
            let (shown, problems) = Self.filled(text, "word")
            #expect(shown == text)
            #expect(problems.count == 1 && problems.first?.contains("not for the value") == true, "\(text)")
        }
        for text in ["{:s}", "{:.2d}", "{:,x}"] { #expect(Self.filled(text, 5).text == text) }
        for text in ["{:d}", "{:x}", "{:s}"] { #expect(Self.filled(text, 1.5).text == text) }
        for text in ["{:s}", "{:.2}"] { #expect(Self.filled(text, true).text == text) }
    }

    @Test func `A number of more digits than are written stays as it stands, and is said to be so`() {
        let places: [(String, Any)] = [("{:.101f}", 1.5), ("{:.101}", 1.5), ("{:.101%}", 3), ("{:.1000e}", true)]
        for (text, value) in places {
            let (shown, problems) = Self.filled(text, value)
            #expect(shown == text)
            #expect(problems.count == 1 && problems.first?.contains("more than 100 digits") == true, "\(problems)")
        }
        // These are not for their values with fewer digits either.
        for (text, value) in [("{:.101d}", 3), ("{:.101f}", "word"), ("{:.101}", 3)] as [(String, Any)] {
            #expect(Self.filled(text, value).problems.first?.contains("not for the value") == true, "\(text)")
        }
    }

    @Test func `A place that has no value is said to have none`() {
        let (shown, problems) = Self.filled("{} {:>5} {other:d}", 1)
        #expect(shown == "1 {:>5} {other:d}")
        #expect(problems.count == 2 && problems.allSatisfy { $0.contains("nothing that fits there") })
    }

    @Test func `Truth is a word, and 0 or 1 for a format of numbers`() {
        #expect(Self.filled("{0} {0:d} {0:>5} {0:.1f} {0:<3}| {0:+} {0:x}", true).text == "true 1     1 1.0 1  | +1 1")
    }
}
