import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("The bytes of a log block")
struct LogBlockTests {
    private func block() throws -> LogBlock {
        var shelf = LogShelf()
        let texts = ["", "plain", "Grüße 👩🏽‍🚀", "two\nlines", "\0\u{1B}[31m"]
        _ = try shelf.append(
            (0..<40).map { index in
                LogLine(
                    sequence: Int64(index / 3), time: WallTime(millisecondsSince1970: Int64(index * index)),
                    level: LogLevel.allCases[index % 5], text: texts[index % texts.count])
            })
        return try #require(shelf.blocks.values.first)
    }

    private func lines(of bytes: [UInt8], in block: LogBlock) throws -> [LogLine] {
        try LogBlock(
            id: block.id, run: block.run, sizeClass: block.sizeClass, count: block.count, first: block.first,
            last: block.last, highestLevel: block.highestLevel, encodedLines: bytes
        ).lines()
    }

    @Test func `bytes that were cut, changed, or never written are told as damaged and never trap`() throws {
        let block = try block()
        #expect(try block.lines().count == 40)
        for length in 0..<block.encodedLines.count {
            #expect(throws: RegistryError.self) {
                try lines(of: Array(block.encodedLines.prefix(length)), in: block)
            }
        }
        #expect(throws: RegistryError.self) { try lines(of: block.encodedLines + [0], in: block) }
        var random = SeededGenerator(seed: 3)
        var damaged = 0
        for _ in 0..<3_000 {
            var bytes = block.encodedLines
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            if let lines = try? lines(of: bytes, in: block) {
                #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.position < $1.position })
            } else {
                damaged += 1
            }
            let noise = (0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try? lines(of: [1, 40] + noise, in: block)
        }
        #expect(damaged > 0)
    }

    @Test func `a block whose fields contradict each other is not made`() throws {
        let block = try block()
        for (count, sizeClass) in [(0, 0), (1_025, 0), (1, -1), (1, 3)] {
            #expect(throws: RegistryError.self) {
                try LogBlock(
                    id: block.id, run: block.run, sizeClass: sizeClass, count: count, first: block.first,
                    last: block.last, highestLevel: .info, encodedLines: [])
            }
        }
        #expect(throws: RegistryError.self) {
            try LogBlock(
                id: block.id, run: block.run, sizeClass: 0, count: 1, first: block.last, last: block.first,
                highestLevel: .info, encodedLines: [])
        }
    }

    @Test func `a place in a log is written and read as two numbers`() throws {
        for position in [
            LogLine.Position(sequence: 0, index: 0), LogLine.Position(sequence: .min, index: 7),
            LogLine.Position(sequence: .max, index: .max),
        ] {
            #expect(try LogLine.Position(position.description) == position)
        }
        for text in ["", "1", "1.", ".1", "1.2.3", "a.b", "1.-1", "99999999999999999999.0"] {
            let error = #expect(throws: RegistryError.self) { try LogLine.Position(text) }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `levels have names and an order`() {
        for level in LogLevel.allCases { #expect(LogLevel(name: level.name.uppercased()) == level) }
        #expect(LogLevel(name: "fatal") == nil)
        #expect(LogLevel.allCases.sorted() == [.debug, .info, .warning, .error, .critical])
    }
}
