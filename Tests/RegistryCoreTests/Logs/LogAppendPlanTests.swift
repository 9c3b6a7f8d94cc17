import RegistryCore
import RegistryTestKit
import Testing

@Suite("Appending to a log")
struct LogAppendPlanTests {
    static func line(_ sequence: Int64, _ text: String = "line", level: LogLevel = .info) -> LogLine {
        LogLine(sequence: sequence, time: WallTime(millisecondsSince1970: sequence), level: level, text: text)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `any appends in any portions and order store what a plain list stores`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var shelf = LogShelf()
        var model: [LogLine] = []
        for _ in 0..<Int.random(in: 1...50, using: &random) {
            let base = Int64.random(in: 0...2_000, using: &random)
            let longest = [10, 10, 200, 20_000][Int.random(in: 0..<4, using: &random)]
            let lines = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                Self.line(
                    base + Int64.random(in: 0...30, using: &random),
                    String(repeating: "é", count: Int.random(in: 0...longest, using: &random)),
                    level: LogLevel.allCases.randomElement(using: &random) ?? .info)
            }
            let known = Set(model.map(\.sequence))
            var next: [Int64: Int] = [:]
            let fresh = lines.filter { !known.contains($0.sequence) }.map { line in
                var line = line
                line.index = next[line.sequence, default: 0]
                next[line.sequence] = line.index + 1
                return line
            }
            model += fresh
            let changes = try shelf.append(lines)
            #expect(changes.stored == fresh.count)
            #expect(changes.duplicates == lines.count - fresh.count)
        }
        model.sort { $0.position < $1.position }
        var loaded = 0
        #expect(try shelf.lines(loaded: &loaded) == model)
        #expect(shelf.smallBlocks <= 30)
        for block in shelf.blocks.values {
            let lines = try block.lines()
            #expect(block.encodedLines.count <= LogBlock.mostBytes)
            #expect(block.count == lines.count && lines.count <= LogBlock.mostLines)
            #expect(block.first == lines.first?.position && block.last == lines.last?.position)
            #expect(block.highestLevel == lines.map(\.level).max())
        }
        for _ in 0..<20 {
            let behind = Bool.random(using: &random) ? model.randomElement(using: &random)?.position : nil
            let level = LogLevel.allCases.randomElement(using: &random) ?? .info
            let limit = Int.random(in: 1...100, using: &random)
            let expected = model.filter { line in
                line.level >= level && behind.map { $0 < line.position } ?? true
            }.prefix(limit)
            #expect(
                try shelf.lines(behind: behind, minimumLevel: level, limit: limit, loaded: &loaded) == Array(expected))
        }
    }

    @Test(arguments: [1, 10, 100, 5_000])
    func `lines one by one make few blocks and are rewritten at most twice`(length: Int) throws {
        var shelf = LogShelf()
        let count: Int64 = 6_000
        let text = String(repeating: "x", count: length)
        for sequence in 0..<count { _ = try shelf.append([Self.line(sequence, text)]) }
        #expect(shelf.linesWritten <= 3 * Int(count))
        #expect(shelf.smallBlocks <= 30)
        var loaded = 0
        let page = try shelf.lines(behind: LogLine.Position(sequence: 100, index: 0), limit: 5, loaded: &loaded)
        #expect(page.map(\.sequence) == [101, 102, 103, 104, 105])
        #expect(loaded <= 8)
    }

    @Test func `one append of many long lines is cut into blocks of at most 512 KiB`() throws {
        var shelf = LogShelf()
        let text = String(repeating: "x", count: LogLine.longestText)
        let changes = try shelf.append((0..<100 as Range<Int64>).map { Self.line($0, text) })
        #expect(changes.stored == 100)
        #expect(shelf.blocks.values.allSatisfy { $0.encodedLines.count <= LogBlock.mostBytes })
        #expect(shelf.blocks.count == 15)
    }

    @Test func `a line that is too long is refused by its sequence number`() throws {
        let long = Self.line(42, String(repeating: "x", count: LogLine.longestText + 1))
        let error = #expect(throws: RegistryError.self) {
            try LogAppendPlan(run: StoreContract.someRun(), newLines: [Self.line(1), long], tail: [])
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("42") == true)
    }

    @Test(arguments: [0, -1, 10_001])
    func `a number of lines out of range is refused`(limit: Int) {
        let error = #expect(throws: RegistryError.self) {
            try LogSelection(from: [], behind: nil, minimumLevel: .debug, limit: limit)
        }
        #expect(error?.code == .invalidArgument)
    }
}
