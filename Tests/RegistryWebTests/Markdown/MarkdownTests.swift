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
            #expect(!html.contains("<a "), "\(address)")
            #expect(!html.contains("<script"))
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "# <b>x</b>", "- <i>x", "> <u>", "`<s>`",
        "**<a>**",
        "[<img src=x>](https://x.example)", "```\n</code></pre><script>\n```", "<https://x.example/\u{0}>", "&lt;b&gt;",
        "\"'<>&", "```<b>\nx",
    ])
    func `no text becomes an element of its own`(text: String) {
        let html = MarkdownText.html(text)
        let known =
            /<\/?(p|h[3-6]|ul|ol|li|blockquote|pre|code|em|strong|del|hr|br|a)( (start|class|href|rel)="[^"<>]*")*>/
        let rest = html.replacing(known, with: "")
        #expect(!rest.contains("<") && !rest.contains(">"), "\(html)")
    }

    @Test func `characters that hide or reorder are shown`() {
        #expect(MarkdownText.html("a\u{202E}b\u{200B}\u{1B}") == "<p>a⟨U+202E⟩b⟨U+200B⟩⟨U+001B⟩</p>\n")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "[", "]", "*", "_a", "**a", "`", "``a", "<", "![](", "[](https://", "> ", "- ", "1. ", "~~", "\\", "[a](",
            "#",
            "    ", "```\n", "*a_", "> - ",
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
