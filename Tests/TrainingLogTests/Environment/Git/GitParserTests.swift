import RegistryTestKit
import Testing

@testable import TrainingLog

struct GitParserTests {
    @Test func `Renamed, conflicting and odd entries are read`() {
        let hash = String(repeating: "a", count: 40)
        let text = [
            "# branch.oid \(hash)", "# branch.head feature/x", "# branch.upstream origin/x", "# stash 3",
            "1 .M N... 100644 100644 100644 \(hash) \(hash) a b.txt",
            "2 R. N... 100644 100644 100644 \(hash) \(hash) R100 new", "old",
            "u UU N... 1 2 3 4 \(hash) \(hash) \(hash) both",
            "? untracked", "x", "1 short",
        ].joined(separator: "\0")
        let status = GitStatus(porcelain: Array(text.utf8))
        #expect(status.commit == hash && status.branch == "feature/x" && !status.isDetached)
        #expect(status.changedFiles == ["a b.txt", "new", "both"])
    }

    @Test func `Settings with dots, without values and repeated ones are read`() {
        let output = "remote.a.b.url\nfirst\0remote.a.b.url\nsecond\0filter.lfs.clean\nx\0filter.lfs.required\0odd\0\0"
        let configuration = GitConfiguration(output: Array(output.utf8))
        #expect(configuration.remoteURLs == ["a.b": "first"])
        #expect(configuration.filterNames == ["lfs"])
        #expect(
            configuration.optionsWithoutFilters
                == [
                    "-c", "filter.lfs.clean=", "-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c",
                    "filter.lfs.required=false",
                ])
    }

    @Test func `Random output traps nowhere`() {
        let seed: UInt64 = 9
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "# branch.oid ", "# branch.head ", "1 ", "2 ", "u ", "\0", "\n", " ", ".", "filter.", "remote.", ".url",
            "é",
        ]
        for _ in 0..<1_000 {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            let bytes = Array(text.joined().utf8) + (Bool.random(using: &random) ? [0xFF] : [])
            _ = GitStatus(porcelain: bytes)
            _ = GitConfiguration(output: bytes).optionsWithoutFilters
        }
    }
}
