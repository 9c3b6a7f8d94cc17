import Testing

@testable import RegistryWeb

@Suite struct LogTextTests {
    // The same as in log.test.mjs.
    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[31;1mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}after", "after"),
        ("\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}[2J\u{1B}[Hcleared\u{1B}(B", "cleared"), ("10%\r50%\r100%", "100%"), ("done\r", "done"),
        ("one\r\ntwo\n", "one\ntwo\n"), ("a\tb", "a    b"), ("a\u{8}b\u{0}", "a⟨U+0008⟩b⟨U+0000⟩"),
        ("\u{202E}gnp.exe", "⟨U+202E⟩gnp.exe"), ("\u{1B}[", "⟨U+001B⟩["),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"), ("👩‍👩‍👧", "👩‍👩‍👧"),
    ])
    func `what speaks to a terminal is left out, and what hides is shown`(text: String, shown: String) {
        #expect(LogText.shown(text) == shown)
    }

    @Test(arguments: ["x", "\n", "\u{1B}", "\r", "\u{1B}["])
    func `a long text is cut`(part: String) {
        #expect(LogText.shown(String(repeating: part, count: 65_536)).unicodeScalars.count <= 100_000)
    }

    // The same as in log.test.mjs.
    @Test func `colours of a terminal become looks, of the eight that suit every ground`() {
        let cases: [(String, [LogText.Part])] = [
            (
                "\u{1B}[31mred\u{1B}[0m plain",
                [.init(partText: "red", look: "ansi-1"), .init(partText: " plain", look: nil)]
            ),
            (
                "\u{1B}[1;92mgood\u{1B}[22m go\u{1B}[39mon",
                [
                    .init(partText: "good", look: "ansi-2 ansi-bold"), .init(partText: " go", look: "ansi-2"),
                    .init(partText: "on", look: nil),
                ]
            ),
            (
                "\u{1B}[38;5;9;1mnine\u{1B}[m.",
                [.init(partText: "nine", look: "ansi-1 ansi-bold"), .init(partText: ".", look: nil)]
            ),
            ("\u{1B}[38;2;1;2;31mtrue\u{1B}[48;5;1mground", [.init(partText: "trueground", look: nil)]),
            (
                "\u{1B}[33m10%\r\u{1B}[32m20%\n",
                [.init(partText: "20%", look: "ansi-2"), .init(partText: "\n", look: nil)]
            ),
            (
                "\u{1B}[31mred\nstill",
                [
                    .init(partText: "red", look: "ansi-1"), .init(partText: "\n", look: nil),
                    .init(partText: "still", look: "ansi-1"),
                ]
            ),
            ("\u{1B}[31", [.init(partText: "⟨U+001B⟩[31", look: nil)]),
        ]
        for (text, parts) in cases { #expect(LogText.parts(text) == parts) }
    }
}
