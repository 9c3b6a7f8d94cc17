import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct PNGTests {
    private func picture(_ width: Int, _ height: Int, opaque: Bool = false, gray: Bool = false) throws -> Pixmap {
        var generator = SeededGenerator(seed: UInt64(width * 1_000 + height))
        var bytes: [UInt8] = []
        for _ in 0..<(width * height) {
            let level = UInt8.random(in: 0...255, using: &generator)
            bytes += gray ? [level, level, level] : (0..<3).map { _ in UInt8.random(in: 0...255, using: &generator) }
            bytes.append(opaque ? 255 : UInt8.random(in: 0...255, using: &generator))
        }
        return try Pixmap(width: width, height: height, rgba: bytes)
    }

    @Test(arguments: [(1, 1), (3, 2), (17, 33), (256, 5)])
    func `what was encoded is decoded again`(width: Int, height: Int) throws {
        for (opaque, gray) in [(false, false), (true, false), (true, true)] {
            let original = try picture(width, height, opaque: opaque, gray: gray)
            let file = try PNGEncoder().encode(original)
            #expect(try PNGDecoder().decode(file) == original)
        }
    }

    @Test func `the same picture gives the same bytes`() throws {
        let original = try picture(40, 30)
        let texts = [try PNGText(key: "Title", value: "Loss µ")]
        #expect(try PNGEncoder().encode(original, texts: texts) == PNGEncoder().encode(original, texts: texts))
    }

    @Test func `opaque and gray pictures take fewer channels`() throws {
        // Byte 25 of a PNG file is its colour type: 0 gray, 2 RGB, 6 RGBA.
        #expect(try PNGEncoder().encode(picture(9, 9))[25] == 6)
        #expect(try PNGEncoder().encode(picture(9, 9, opaque: true))[25] == 2)
        #expect(try PNGEncoder().encode(picture(9, 9, opaque: true, gray: true))[25] == 0)
        #expect(try PNGEncoder().encode(picture(9, 9, opaque: true, gray: true), channels: .rgba)[25] == 6)
    }

    @Test func `texts are stored and impossible ones refused`() throws {
        let file = try PNGEncoder().encode(picture(2, 2), texts: [PNGText(key: "Comment", value: "12 points")])
        #expect(String(decoding: file, as: UTF8.self).contains("Comment\u{0}12 points"))
        for key in ["", " a", "a ", "a  b", "ä", String(repeating: "k", count: 80)] {
            #expect(throws: RasterError.self) { try PNGText(key: key, value: "") }
        }
        #expect(throws: RasterError.self) { try PNGText(key: "a", value: "b\u{0}c") }
    }

    @Test func `sizes no picture has are refused with the limit`() throws {
        #expect(throws: RasterError.self) { try Pixmap(width: 0, height: 5) }
        #expect(throws: RasterError.self) { try Pixmap(width: 5, height: -1) }
        let error = #expect(throws: RasterError.self) { try Pixmap(width: 100_000, height: 10) }
        #expect(error?.code == .tooLarge)
        #expect(error?.message.contains("\(Pixmap.maximumSide)") == true)
        #expect(throws: RasterError.self) { try Pixmap(width: Pixmap.maximumSide, height: Pixmap.maximumSide) }
        #expect(throws: RasterError.self) { try Pixmap(width: 2, height: 2, rgba: [1, 2, 3]) }
    }

    @Test func `a declared size above the limit is refused before memory is taken`() throws {
        let file = try PNGEncoder().encode(picture(20, 10))
        let error = #expect(throws: RasterError.self) { try PNGDecoder(maximumSide: 19).decode(file) }
        #expect(error?.code == .tooLarge)
        #expect(throws: RasterError.self) { try PNGDecoder(maximumPixels: 199).decode(file) }
        #expect(try PNGDecoder(maximumSide: 20, maximumPixels: 200).decode(file).width == 20)
    }

    @Test func `files that are cut off are refused at every length`() throws {
        let file = try PNGEncoder().encode(picture(12, 9))
        for length in 0..<file.count {
            let error = #expect(throws: RasterError.self) { try PNGDecoder().decode(Array(file.prefix(length))) }
            #expect(error?.code == .corruptData)
        }
    }

    @Test func `files with flipped bits are decoded or refused, never more`() throws {
        let file = try PNGEncoder().encode(picture(12, 9))
        let seed: UInt64 = 2_024
        var generator = SeededGenerator(seed: seed)
        var refused = 0
        for round in 0..<2_000 {
            var damaged = file
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<damaged.count, using: &generator)
                damaged[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            }
            do {
                let decoded = try PNGDecoder(maximumSide: 4_096).decode(damaged)
                #expect(decoded.bytes.count == decoded.width * decoded.height * 4, "seed \(seed), round \(round)")
            } catch {
                refused += 1
            }
        }
        #expect(refused > 1_500, "checksums find nearly all damage")
    }

    @Test func `bytes that are no picture are refused`() throws {
        var generator = SeededGenerator(seed: 5)
        for count in [0, 1, 7, 8, 9, 100, 5_000] {
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(throws: RasterError.self) { try PNGDecoder().decode(noise) }
            #expect(throws: RasterError.self) {
                try PNGDecoder().decode([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + noise)
            }
        }
    }
}
