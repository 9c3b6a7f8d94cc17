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
        for text in ["{:d}", "{:x}", "{:s}", "{:.101f}"] { #expect(Self.filled(text, 1.5).text == text) }
    }

    @Test func `A place that has no value is said to have none`() {
        let (shown, problems) = Self.filled("{} {:>5} {other:d}", 1)
        #expect(shown == "1 {:>5} {other:d}")
        #expect(problems.count == 2 && problems.allSatisfy { $0.contains("nothing that fits there") })
    }

    @Test func `Truth is a word, and 0 or 1 for a format of numbers`() {
        #expect(Self.filled("{0} {0:d} {0:>5} {0:.1f}", true).text == "true 1  true 1.0")
    }
}
