import RegistryCore
import Testing

@testable import ArtifactRegistry

/// Texts as MLflow writes them. They were made by PyYAML 6, with
/// `yaml.dump(value, default_flow_style=False, allow_unicode=True, Dumper=yaml.SafeDumper)`; MLflow takes `yaml.CSafeDumper` where there is
/// one, which wraps some texts in other places.
struct PlainYAMLTests {
    @Test func `A name that was wrapped is one again, with a space where it was parted`() {
        let text = """
            name: a name of many words a name of many words a name of many words a name of many
              words a name of many words a name of many words end
            user_id: ada
            """
        let name = Array(repeating: "a name of many words", count: 6).joined(separator: " ") + " end"
        #expect(PlainYAML.value(text) == ["name": .string(name), "user_id": "ada"])
        #expect(
            PlainYAML.value(text.split(separator: "\n").joined(separator: "\r\n"))
                == ["name": .string(name), "user_id": "ada"])
    }

    @Test func `What begins a comment or an item goes on with a text in quotes`() {
        let text = """
            name: 'it''s: a ''quoted'' name, it''s: a ''quoted'' name, it''s: a ''quoted'' name,
              it''s: a ''quoted'' name, '
            other: 'w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w
              # no comment: - no item'
            user_id: ada
            """
        let other = Array(repeating: "w", count: 38).joined(separator: " ") + " # no comment: - no item"
        #expect(
            PlainYAML.value(text) == [
                "name": .string(String(repeating: "it's: a 'quoted' name, ", count: 4)), "other": .string(other),
                "user_id": "ada",
            ])
    }

    @Test func `Ends of lines that a name has are kept, in both ways they are written`() {
        let single = """
            name: 'first line

              second line


              fourth word word word word word word word word word word word word word word word '
            user_id: ada
            """
        let fourth = "fourth " + String(repeating: "word ", count: 15)
        #expect(
            PlainYAML.value(single)
                == ["name": .string("first line\nsecond line\n\n\(fourth)"), "user_id": "ada"])
        // By `yaml.CSafeDumper`.
        let double = #"""
            name: "first\nsecond words words words words words words words words words words words
              words words words words words \n\nlast"
            user_id: ada
            """#
        let second = "second " + String(repeating: "words ", count: 16)
        #expect(
            PlainYAML.value(double) == ["name": .string("first\n\(second)\n\nlast"), "user_id": "ada"])
    }

    @Test func `Signs that were written by their numbers are themselves, also where a line was broken within a word`() {
        // With `allow_unicode=False`.
        let text = #"""
            name: "Gr\xF6\xDFe \u5B66\u7FD2 \U0001F600 Gr\xF6\xDFe \u5B66\u7FD2 \U0001F600 Gr\xF6\
              \xDFe \u5B66\u7FD2 \U0001F600 Gr\xF6\xDFe \u5B66\u7FD2 \U0001F600 end\tend\tend\t\
              end\t"
            user_id: ada
            """#
        let name = String(repeating: "Größe 学習 😀 ", count: 4) + String(repeating: "end\t", count: 4)
        #expect(PlainYAML.value(text) == ["name": .string(name), "user_id": "ada"])
        // As JSON writes them, which is YAML as well; a half without the other one is nothing.
        #expect(PlainYAML.value(#"a: "\ud83d\ude00 \ud83d \q \x4""#) == ["a": "😀 \u{FFFD} q \u{FFFD}4"])
    }

    @Test func `A name too long for a line of its own is one, and lists lie in lists`() {
        let text = """
            ? 'kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk
              kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk kk '
            : d: null
              it's:
              - 'long item word long item word long item word long item word long item word long
                item word long item word '
              - - 1
                - 2
            z: 1
            """
        let key = String(repeating: "kk ", count: 45)
        let value: Value = [
            "d": nil, "it's": [.string(String(repeating: "long item word ", count: 7)), [1, 2]],
        ]
        #expect(PlainYAML.value(text) == .document(Document([(key, value), ("z", 1)])))
        for end in text.indices { _ = PlainYAML.value(String(text[..<end])) }
    }

    @Test func `A text whose end is missing is not taken for a whole one, and hides nothing behind it`() {
        #expect(PlainYAML.value("name: 'a name that\nrun_id: r\n") == ["run_id": "r"])
        #expect(PlainYAML.value("- \"a\n- b") == [nil, "b"])
    }

    @Test func `An accent behind a quote or a space is one of the text`() {
        #expect(
            PlainYAML.value("a: \u{301}\nb: '\u{301}x'\n'c': \"\u{301}\"")
                == ["a": "\u{301}", "b": "\u{301}x", "c": "\u{301}"])
    }
}
