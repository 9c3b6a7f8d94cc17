import Foundation
import Testing

@testable import RegistryWeb

@Suite struct MarkdownTests {
    private static let rel = #"rel="noopener noreferrer nofollow""#

    @Test(arguments: [
        ("plain", "<p>plain</p>\n"), ("one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>\n"),
        ("# Title\ntext", "<h3>Title</h3>\n<p>text</p>\n"), ("###### deep", "<h6>deep</h6>\n"),
        ("#no heading", "<p>#no heading</p>\n"),
        ("*a* **b** ***c*** ~~d~~", "<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong> <del>d</del></p>\n"),
        ("snake_case_name and 2 * 3 * 4", "<p>snake_case_name and 2 * 3 * 4</p>\n"),
        ("_a_ __b__", "<p><em>a</em> <strong>b</strong></p>\n"), ("**a *b** c*", "<p><strong>a *b</strong> c*</p>\n"),
        (#"\*a\* `*b*` ``c`d``"#, "<p>*a* <code>*b*</code> <code>c`d</code></p>\n"),
        ("- a\n- b\n  - c\n- d", "<ul>\n<li>a</li>\n<li><p>b</p>\n<ul>\n<li>c</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("> a\n> b\n\nc", "<blockquote><p>a\nb</p>\n</blockquote>\n<p>c</p>\n"), ("a\n\n---", "<p>a</p>\n<hr>\n"),
        (
            "```swift\nlet a = \"<b>\"\n```\nafter",
            "<pre class=\"code\"><code>let a = &quot;&lt;b&gt;&quot;</code></pre>\n<p>after</p>\n"
        ),
        (
            "- [ ] a\n- [x] *b*\n- [y] c",
            "<ul>\n<li class=\"task\"><span role=\"img\" aria-label=\"to do\">☐</span> a</li>\n<li class=\"task\"><span role=\"img\" "
                + "aria-label=\"done\">☑</span> <em>b</em></li>\n<li>[y] c</li>\n</ul>\n"
        ),
        ("```\nopen", "<pre class=\"code\"><code>open</code></pre>\n"),
    ])
    func `what notes are written in is shown`(text: String, html: String) {
        #expect(MarkdownText.html(text) == html)
    }

    @Test func `links lead to http and https, and nowhere else`() {
        #expect(
            MarkdownText.html("[a *b*](https://x.example/?q=1&r=2)")
                == "<p><a href=\"https://x.example/?q=1&amp;r=2\" \(Self.rel)>a <em>b</em></a></p>\n")
        #expect(
            MarkdownText.html("<HTTP://x.example> ![p](http://x.example/p.png)")
                == "<p><a href=\"HTTP://x.example\" \(Self.rel)>HTTP://x.example</a> "
                + "<a href=\"http://x.example/p.png\" \(Self.rel)>p</a></p>\n")
        for address in [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "/runs", "vbscript:x",
            "https://x.example/\"onmouseover=alert(1)", "https:\\\\x", "\u{1}https://x.example", "file:///etc/passwd",
            "https://x.example/<script>",
        ] {
            let html = MarkdownText.html("[a](\(address)) <\(address)>")
            // What is an address by itself is one, up to where it ends.
            let links = html.matches(of: /href="([^"]*)"/).map { String($0.1) }
            #expect(links.allSatisfy { ["https://x.example", "https://x.example/"].contains($0) }, "\(address)")
            #expect(links.isEmpty || address.contains("https://x.example"), "\(address)")
            #expect(!html.contains("<script"))
        }
    }

    @Test(arguments: [
        ("see https://x.example/a_b_c, please", "https://x.example/a_b_c", "see ", ", please"),
        ("(http://x.example/a(b)?q=1&r)", "http://x.example/a(b)?q=1&amp;r", "(", ")"),
        ("**https://x.example/**", "https://x.example/", "<strong>", "</strong>"),
    ])
    func `an address that stands as it is leads there`(text: String, address: String, before: String, behind: String) {
        #expect(
            MarkdownText.html(text) == "<p>\(before)<a href=\"\(address)\" \(Self.rel)>\(address)</a>\(behind)</p>\n")
    }

    @Test(arguments: ["https://", "http:// x", "xhttps://x.example", "hhttp", "`https://x.example`"])
    func `what is no address of its own is text`(text: String) {
        #expect(!MarkdownText.html(text).contains("<a "))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "https://x.example/<script>", "https://x.example/\"'><b>",
        "<img src=x onerror=alert(1)>", "# <b>x</b>", "- <i>x", "> <u>", "`<s>`",
        "**<a>**",
        "[<img src=x>](https://x.example)", "```\n</code></pre><script>\n```", "<https://x.example/\u{0}>", "&lt;b&gt;",
        "\"'<>&", "```<b>\nx", "| <b> | x |\n|---|---|\n| <i> | \" |",
    ])
    func `no text becomes an element of its own`(text: String) {
        let html = MarkdownText.html(text)
        let known =
            /<\/?(p|h[3-6]|ul|ol|li|span|blockquote|pre|code|em|strong|del|hr|br|a|div|table|thead|tbody|tr|t[hd])( (start|class|href|rel|colspan|role|aria-label)="[^"<>]*")*>/
        let rest = html.replacing(known, with: "")
        #expect(!rest.contains("<") && !rest.contains(">"), "\(html)")
    }

    @Test(arguments: [
        (
            "| a | b |\n|---|--:|\n| 1 | *2* |\n| x \\| y |\n\nafter",
            "<thead><tr><th>a</th><th class=\"cell-right\">b</th></tr></thead>\n<tbody>\n"
                + "<tr><td>1</td><td class=\"cell-right\"><em>2</em></td></tr>\n<tr><td>x | y</td><td></td></tr>\n</tbody>"
        ),
        (
            "before\na|b|c\n:-:|:-|-\n|1||3|4|\n2",
            "<thead><tr><th class=\"cell-middle\">a</th><th>b</th><th>c</th></tr></thead>\n<tbody>\n"
                + "<tr><td class=\"cell-middle\">1</td><td></td><td>3</td></tr>\n"
                + "<tr><td class=\"cell-middle\">2</td><td colspan=\"2\"></td></tr>\n</tbody>"
        ),
    ])
    func `a table has a row for each line`(text: String, content: String) {
        let html = MarkdownText.html(text)
        #expect(html.contains("<div class=\"notes-table\"><table>\n\(content)\n</table></div>\n"), "\(html)")
        #expect(html.hasPrefix("<p>before</p>") == text.hasPrefix("before"))
        #expect(html.hasSuffix("<p>after</p>\n") == text.hasSuffix("after"))
    }

    @Test(arguments: ["a | b\nc | d", "| a | b |\n|---|", "a\n---", "| a |\n| b |", "|a|\n|-:-|", "a|b\n|:|-|"])
    func `lines with bars alone are no table`(text: String) {
        #expect(!MarkdownText.html(text).contains("<table"))
    }

    /// The time of this thread alone: others may work on the same processor.
    private func seconds(for text: String) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        // A busy machine slows any one of them down, and three in a row as well.
        return (0..<9).reduce(.infinity) { least, _ in
            let start = now()
            _ = MarkdownText.html(text)
            return min(least, now() - start)
        }
    }

    @Test(arguments: [
        "<", "[](", "![](", "[](https://", "<https://", "[a](https://x", "`", "```` ", "[", "|", "|a\n|-|\n", "*a_",
        "\\`",
    ])
    func `hostile text takes little longer than other text of its length, and eight times the text eight times as long`(
        part: String
    ) {
        func text(_ part: String, _ length: Int) -> String { String(repeating: part, count: length / part.count) }
        let plain = seconds(for: text("words as people write them, one after the other. ", 32_000))
        let (small, large) = (seconds(for: text(part, 4_000)), seconds(for: text(part, 32_000)))
        #expect(large < 12 * plain, "\(large) s beside \(plain) s")
        #expect(large < 20 * small, "\(large) s beside \(small) s")
    }

    @Test func `characters that hide or reorder are shown`() {
        #expect(MarkdownText.html("a\u{202E}b\u{200B}\u{1B}") == "<p>a⟨U+202E⟩b⟨U+200B⟩⟨U+001B⟩</p>\n")
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "[", "]", "*", "_a", "**a", "`", "``a", "<", "![](", "[](https://", "> ", "- ", "1. ", "~~", "\\", "[a](",
            "#",
            "    ", "```\n", "*a_", "> - ", "|", "|\n", "|-", "a|b\n-|-\n",
        ])
    func `hostile text takes no longer than its length`(part: String) {
        let repeated = String(repeating: part, count: MarkdownText.longest / part.count)
        let nested = (0..<400).map { String(repeating: part, count: $0) }.joined(separator: "\n")
        let ticks = (0..<400).map { String(repeating: "`", count: $0) + part }.joined()
        let clock = ContinuousClock()
        let time = clock.measure {
            for text in [repeated, nested, ticks] { #expect(MarkdownText.html(text).count < 5_000_000) }
        }
        #expect(time < .seconds(30))
    }
}
