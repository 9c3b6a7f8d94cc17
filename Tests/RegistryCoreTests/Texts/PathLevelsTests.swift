import RegistryCore
import Testing

struct PathLevelsTests {
    @Test(arguments: [
        ("a/b", ["a", "b"]), ("", [""]), ("/a//b/", ["", "a", "", "b", ""]), ("é", ["é"]),
        ("../\u{301}x", ["..", "\u{301}x"]), ("a/\u{200D}b", ["a", "\u{200D}b"]),
    ])
    func `A path is taken apart at each slash, also at one that a mark follows`(path: String, levels: [String]) {
        #expect(PathLevels.of(path).map { Array($0.utf8) } == levels.map { Array($0.utf8) })
        #expect(PathLevels.of(path, omittingEmpty: true).count == levels.count { !$0.isEmpty })
    }
}
