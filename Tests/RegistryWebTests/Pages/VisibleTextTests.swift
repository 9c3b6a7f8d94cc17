import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct VisibleTextTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("a\nb\tc\u{0}", "a⟨U+000A⟩b⟨U+0009⟩c⟨U+0000⟩"), ("\u{7F}", "⟨U+007F⟩"),
            ("\u{85}", "⟨U+0085⟩"), ("a\r\nb", "a⟨U+000D⟩⟨U+000A⟩b"),
            ("safe\u{202E}gnp.exe", "safe⟨U+202E⟩gnp.exe"), ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
            ("pay\u{200B}pal\u{FEFF}", "pay⟨U+200B⟩pal⟨U+FEFF⟩"), ("a\u{2028}b", "a⟨U+2028⟩b"),
            ("👩‍👩‍👧 עברית می‌خواهم", "👩‍👩‍👧 עברית می‌خواهم"), ("<script>", "<script>"),
        ])
    func `what is not seen is made seen, and nothing else is changed`(text: String, shown: String) {
        #expect(VisibleText.full(text) == shown)
    }

    @Test func `a long text is cut, by the least that a character is made of`() {
        #expect(VisibleText.short(String(repeating: "x", count: 5_000)) == String(repeating: "x", count: 300) + "…")
        #expect(VisibleText.full(String(repeating: "x", count: 5_000)) == String(repeating: "x", count: 5_000))
        let heap = "a" + String(repeating: "\u{301}", count: 50_000)
        #expect(VisibleText.full(heap).unicodeScalars.count == 10_001)
    }

    @Test func `notes keep their lines`() {
        #expect(VisibleText.lines("a\r\nb\n\nc\u{202E}") == "a\nb\n\nc⟨U+202E⟩")
    }

    private static let hostile =
        "\u{202E}<script>alert(1)</script>\n👩‍👩‍👧\u{1B}[31m"
        + String(repeating: "long ", count: 1_000)

    @Test func `a hostile name stays within its place in every page`() async throws {
        let store = try await MemoryStore.holding([
            [
                "ModelName": .string(Self.hostile), "ExperimentName": .string(Self.hostile), "\u{202E}field": 1,
                "Note": .string(Self.hostile),
            ]
        ])
        let run = Run(
            id: try #require(RunID("0190a000000070008000000000000001")), experiment: Self.hostile, name: Self.hostile,
            startTime: WallTime(millisecondsSince1970: 0), tags: [Self.hostile: Self.hostile], notes: Self.hostile)
        try await store.insert([run.document], into: .runs)
        let server = try WebFixture(store: store)
        for path in [
            "/", "/?group_by=ExperimentName", "/runs", "/runs/\(run.id)", "/?checked=x&file=a%E2%80%AE.csv",
        ] {
            let page = try await server.get(path, headers: [.accept: "text/html"])
            #expect(page.status == .ok)
            // What a form sends back has to be what was stored.
            let shown = page.text.replacing(#/ (value|data-group|data-column)="[^"]*"/#, with: "")
            #expect(!shown.unicodeScalars.contains("\u{202E}"), "\(path)")
            #expect(!shown.unicodeScalars.contains("\u{1B}"), "\(path)")
            #expect(!shown.contains("<script>alert"), "\(path)")
            #expect(shown.contains("⟨U+202E⟩"), "\(path)")
        }
        let list = try await server.get("/runs").text
        #expect(list.contains("<bdi>⟨U+202E⟩&lt;script&gt;"))
        #expect(list.contains(#"title="⟨U+202E⟩&lt;script&gt;"#))
    }

    @Test func `a group whose name a form would change is sent as JSON`() throws {
        for text in ["a\nb", "a\r\nb", "a\u{0}", "\u{202E}"] {
            let name = GroupName(.string(text))
            #expect(try GroupName(name.description) == name)
            #expect(!name.description.unicodeScalars.contains { $0.value < 32 })
        }
    }

    @Test func `files of one record come apart however a browser writes line ends`() throws {
        let view = try ArtifactListView(try FormFields(encoded: "file=a.csv%0D%0Ab.csv"))
        #expect(view.files == ["a.csv", "b.csv"])
    }
}
