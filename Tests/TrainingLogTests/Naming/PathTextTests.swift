import Testing

@testable import TrainingLog

@Suite struct PathTextTests {
    @Test(arguments: [
        ("", "", ""), (".", "", "."), ("a", "", "a"), ("a/", "", "a"), ("a/b", "a", "b"), ("./a", ".", "a"),
        ("a//b", "a", "b"), ("/", "/", "/"), ("/a", "/", "a"), ("/a/b/", "/a", "b"), ("//", "/", "/"),
        ("é/ü", "é", "ü"),
    ])
    func `Every path has a parent and a name, also one of a single character`(
        path: String, parent: String, name: String
    ) {
        #expect(PathText.parent(of: path) == parent)
        #expect(PathText.name(of: path) == name)
    }
}
