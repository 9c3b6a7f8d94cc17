import ChartRendering
import Foundation
import Synchronization
import Testing

@testable import ChartGallery

@Suite struct GalleryTests {
    private static let pictures = Gallery.plates.filter {
        if case .picture = $0.drawing { true } else { false }
    }

    @Test(arguments: pictures)
    func `a plate has the same bytes each time, also when two threads draw it at once`(plate: Plate) throws {
        let theme = PlateTheme.dark.theme
        let first = try #require(try plate.png(theme))
        #expect(first.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let found = Mutex<[[UInt8]?]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            let bytes = try? plate.png(theme)
            found.withLock { $0.append(bytes) }
        }
        #expect(found.withLock { $0 } == [first, first])
    }

    @Test func `the page is what the program would write`() throws {
        let root = GoldenPictures.root
        let page = try String(contentsOf: root.appending(path: Gallery.pagePath), encoding: .utf8)
        #expect(try GalleryPage(root: root).text() == page, "run `make gallery`")
    }

    @Test func `the folder has the pictures of all plates and no others, below 1.5 MB`() throws {
        let folder = GoldenPictures.root.appending(path: Gallery.picturesPath)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }
        let wanted = GalleryTests.pictures.flatMap { plate in PlateTheme.allCases.map(plate.fileName) }
        #expect(Set(names) == Set(wanted) && Set(wanted).count == wanted.count)
        let size = try names.reduce(0) { try $0 + Data(contentsOf: folder.appending(path: $1)).count }
        #expect(size < 1_500_000)
    }

    @Test func `the program writes all of it, and takes away what is no plate`() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "ChartGallery-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        #expect(throws: GalleryError.self) { try Gallery(root: root).write() }
        let sources = root.appending(path: Gallery.platesPath)
        let pictures = root.appending(path: Gallery.picturesPath)
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            at: sources.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: GoldenPictures.root.appending(path: Gallery.platesPath).resolvingSymlinksInPath(), to: sources)
        let stray = pictures.appending(path: "stray-light.png")
        try Data().write(to: stray)

        let size = try Gallery(root: root).write()
        let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path)
        #expect(names.count == GalleryTests.pictures.count * 2 && !names.contains(stray.lastPathComponent))
        #expect(try names.reduce(0) { try $0 + Data(contentsOf: pictures.appending(path: $1)).count } == size)
        let page = try Data(contentsOf: root.appending(path: Gallery.pagePath))
        #expect(try page == Data(contentsOf: GoldenPictures.root.appending(path: Gallery.pagePath)))
    }

    @Test func `a snippet is the lines between its marks, and one that is missing is an error`() throws {
        let source = "a\n    // snippet: x\n    one\n      two\n\n    // end of snippet\nb\n// snippet: open\nc\n"
        #expect(try Snippet.lines(named: "x", in: source) == ["one", "  two", ""])
        for name in ["y", "open"] {
            #expect(throws: GalleryError.self) { try Snippet.lines(named: name, in: source) }
        }
    }
}
