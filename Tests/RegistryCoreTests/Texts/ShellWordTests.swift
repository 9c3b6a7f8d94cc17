import RegistryCore
import Testing

struct ShellWordTests {
    @Test(arguments: ["train.py", "/opt/a-b_c/d", "--lr=0.1", "s3://u@h:1,2%20+"])
    func `A word that a shell takes as it is stays so`(word: String) { #expect(ShellWord.quoted(word) == word) }

    @Test(arguments: [
        ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$(rm)", "'$(rm)'"), ("~", "'~'"), ("a\nb", "'a\nb'"),
        ("é", "'é'"), ("a;b", "'a;b'"), ("*", "'*'"), (#"\"#, #"'\'"#),
    ])
    func `Any other word is in single quotes`(word: String, quoted: String) {
        #expect(ShellWord.quoted(word) == quoted)
    }
}
