import Testing

@testable import ChartRendering

@Suite struct TerminalWidthTests {
    @Test(arguments: [
        ("loss", 4), ("漢字", 4), ("ｆｕｌｌ", 8), ("한국어", 6), ("🚀 up", 5), ("❤", 1), ("❤️", 2), ("🇫🇷", 2),
        ("e\u{301}", 1), ("⠶┤│", 3), ("", 0), ("שלום", 4), ("\u{2068}שלום\u{2069}", 4), ("…−∞", 3), ("가", 2),
    ])
    func `Characters of East Asia and emoji take two cells`(text: String, cells: Int) {
        #expect(TerminalWidth.of(text) == cells, "\(text)")
    }

    @Test func `A text is cut by its cells`() {
        #expect(PlainText.line("漢字漢字", atMost: 8) == "漢字漢字")
        #expect(PlainText.line("漢字漢字", atMost: 7) == "漢字漢…")
        #expect(PlainText.line("漢字漢字", atMost: 6) == "漢字…")
        #expect(PlainText.line("漢字", atMost: 1) == "…")
        #expect(PlainText.line("漢", atMost: 0).isEmpty && PlainText.line("loss", atMost: -1).isEmpty)
    }

    @Test func `What is written from right to left is isolated from what stands beside it`() {
        #expect(PlainText.line("שלום", atMost: 10) == "\u{2068}שלום\u{2069}")
        #expect(PlainText.line("خسارة التدريب", atMost: 6) == "\u{2068}خسارة…\u{2069}")
        #expect(PlainText.line("loss", atMost: 10) == "loss")
        // A name cannot bring an isolation that it does not end.
        #expect(PlainText.line("a\u{2068}b", atMost: 10) == "a\u{FFFD}b")
    }

    @Test func `Wide names shift no row of a chart`() throws {
        let names = ["漢字漢字", "one", "漢", "🚀🚀", "שלום"]
        for columns in [24, 40, 80] {
            for orientation in [BarChart.Orientation.horizontal, .vertical] {
                let bars = BarChart(
                    title: String(repeating: "題", count: 60), categories: names,
                    groups: [
                        BarGroup(name: "精度", values: [1, 2, 3, 4, 5]), BarGroup(name: "損失", values: [5, 4, 3, 2, 1]),
                    ],
                    orientation: orientation)
                let text = try BrailleChart(columns: columns, rows: 20, hasColors: false).text(of: bars)
                let lines = text.split(separator: "\n")
                #expect(lines.allSatisfy { TerminalWidth.of($0) <= columns }, "\(text)")
                let axes = lines.compactMap { line in
                    line.firstIndex { $0 == "┤" || $0 == "│" || $0 == "└" }.map { TerminalWidth.of(line[..<$0]) }
                }
                #expect(axes.count == 21 && Set(axes).count == 1, "\(text)")
                if orientation == .horizontal, columns == 80 { #expect(text.contains("漢字漢字")) }
            }
        }
    }
}
