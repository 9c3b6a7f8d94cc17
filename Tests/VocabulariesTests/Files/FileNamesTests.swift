import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import TrainingLog
import Vocabularies

/// Names that are called otherwise on the disk.
struct FileNamesTests {
    private let bench: MLBench

    init() throws { bench = try MLBench() }

    /// 21 characters of three bytes each: as a file is called they are 189, more than a name may have.
    private let long = String(repeating: "学", count: 21)

    @Test func `All files are listed, whatever they are called, also by another logger`() async throws {
        let logger = try bench.logger()
        let names = ["a.tmp", "x.y.tmp", "\(long).bin", "\(long)/\(long)ä/w.bin", "epoch=1.png", "b.bin"].sorted()
        for name in names { logger.files.save(bytes: Array(name.utf8), name) }
        #expect(try logger.files.list() == names)
        try await logger.close()
        #expect(bench.problems.isEmpty)

        let later = try bench.logger()
        #expect(try later.files.list() == names)
        #expect(try later.files(long).list() == ["\(long)ä/w.bin"])
        for name in names { #expect(try await later.files.load(name) == Array(name.utf8)) }
        // What a logger was writing when it died is no file, and neither is one that says what another is called.
        let left = "\(bench.folder.path)/files/b.bin.\(later.runID)-0.tmp"
        try Data([1]).write(to: URL(filePath: left))
        #expect(try later.files.list() == names)
        try await later.close()
    }

    @Test func `Pictures and videos mean files by their own names, and no star stands for a slash`() async throws {
        let logger = try bench.logger()
        for number in [1, 2, 10] { logger.files.saveImage("epoch=\(number)", try bench.image(UInt8(number))) }
        let inner = try logger.files("in a/\(long)")
        for number in 1...2 { inner.saveImage("epoch=\(number)", try bench.image(UInt8(number))) }
        #expect(try await logger.charts.images("epoch=*.png", fileName: "all.png") == 3)
        #expect(try await logger.charts.video("epoch=*.png") == 3)
        #expect(try await logger.files.makeVideo(pattern: "epoch=?.png", output: "some.gif") == 2)
        #expect(try await logger.charts.images("in a/*/epoch*", fileName: "inner.png") == 2)
        #expect(try await logger.charts.video("in a/*/epoch*", fileName: "inner.gif") == 2)
        #expect(try await inner.makeVideo(pattern: "*.png", output: "own.gif") == 2)
        #expect(try await inner.makeVideo(pattern: "../../epoch=1?.png", output: "up.gif") == 1)
        // A video that is a picture as well is no frame of itself the next time.
        let plain = try logger.files("plain")
        for number in 1...2 { plain.saveImage("f\(number)", try bench.image(UInt8(number))) }
        for _ in 0..<2 { #expect(try await plain.makeVideo(pattern: "*.png", output: "movie.png") == 2) }
        // Paths on the disk are meant as ever.
        let path = bench.folder.path + "/files/plain/f*.png"
        #expect(try await logger.files.makeVideo(pattern: path, output: "disk.gif") == 2)
        #expect(bench.problems.isEmpty)
        // In the order in which people count.
        let images = try [1, 2, 10].map { try bench.image(UInt8($0)) }
        try await logger.files.saveVideo("expected.gif", images)
        #expect(try await logger.files.load("video.gif") == logger.files.load("expected.gif"))
        try await logger.close()
    }
}
