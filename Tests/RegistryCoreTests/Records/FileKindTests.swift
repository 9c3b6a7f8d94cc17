import RegistryCore
import Testing

@Suite("What a file is by its name")
struct FileKindTests {
    @Test(arguments: [
        ("a/b.PNG", "image", "image/png"), ("walk.gif", "video", "image/gif"), ("walk.apng", "video", "image/apng"),
        ("say.wav", "audio", "audio/wav"), ("bunny.ply", "mesh", "model/ply"), ("notes.md", "text", "text/markdown"),
        ("weights.npz", "file", "application/x-npz"), ("dir.d/scan.tiff/", "image", "image/tiff"),
    ])
    func `the ending says kind and media type`(name: String, type: String, contentType: String) {
        let kind = FileKind(ofName: name)
        #expect(kind.type == type && kind.contentType == contentType)
        #expect(FileKind.type(ofContentType: contentType) == type)
    }

    @Test(arguments: ["", "/", ".png", "png", "a.png/b", "a.", "weights.pt", "a.png\0"])
    func `an ending that is none, or that nobody knows, says nothing`(name: String) {
        let kind = FileKind(ofName: name)
        #expect(kind.type == "file" && kind.contentType == nil)
    }
}
