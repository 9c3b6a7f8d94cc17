import RegistryTestKit
import Testing
import TrackerFiles

@Suite struct LinesTests {
    private func lines(_ text: String, longest: Int = 100) throws -> [LineReader.Line] {
        let reader = LineReader(MemorySource(Array(text.utf8)), longestLine: longest)
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test func `lines are read with their places, whatever ends them`() throws {
        let read = try lines("a\r\nbc\n\nd")
        #expect(read.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "bc", "", "d"])
        #expect(read.map(\.offset) == [0, 3, 6, 7])
        #expect(read.map(\.isEnded) == [true, true, true, false])
    }

    @Test func `a line that is too long is passed over, and the next one is read`() throws {
        let long = String(repeating: "x", count: 700_000)
        let read = try lines("a\n\(long)\nb\n")
        #expect(read.map(\.isTooLong) == [false, true, false])
        #expect(read.map(\.offset) == [0, 2, 700_003])
        #expect(String(decoding: read[2].bytes, as: UTF8.self) == "b")
    }

    @Test func `lines longer than a chunk are whole`() throws {
        let long = String(repeating: "y", count: 600_000)
        let read = try lines("\(long)\nz", longest: 1_000_000)
        #expect(read.map(\.bytes.count) == [600_000, 1])
    }

    @Test func `rows of separated values have quotes, line breaks and quotes in quotes`() throws {
        let text = "\u{FEFF}step,\"a,b\",c\n1,\"x\ny\",2\n\n3,\"say \"\"hi\"\"\",\n"
        let reader = CSVRowReader(LineReader(MemorySource(Array(text.utf8))))
        var rows: [[String]] = []
        var places: [Int] = []
        while let row = try reader.next() {
            guard case .fields(let fields, let line, _) = row else { continue }
            rows.append(fields)
            places.append(line)
        }
        #expect(rows == [["step", "a,b", "c"], ["1", "x\ny", "2"], ["3", "say \"hi\"", ""]])
        #expect(places == [1, 2, 5])
    }

    @Test func `a quote within a field is a character, and takes no following rows with it`() throws {
        let text = "a,b\n5\" pipe,1\n\"x\"y\",\"\"\"\"\n\"\",2\n"
        let reader = CSVRowReader(LineReader(MemorySource(Array(text.utf8))))
        var rows: [[String]] = []
        while let row = try reader.next() {
            guard case .fields(let fields, _, _) = row else {
                Issue.record("\(row)")
                return
            }
            rows.append(fields)
        }
        #expect(rows == [["a", "b"], ["5\" pipe", "1"], ["xy\"", "\""], ["", "2"]])
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [true, true]), ("a,b\n1,2", [true, false]), ("a,b\r\n1,\"x\ny\"", [true, false]),
        ("a,b\n1,\"x\ny\"\n", [true, true]),
    ])
    func `a row says whether it has ended`(_ text: String, _ expected: [Bool]) throws {
        let reader = CSVRowReader(LineReader(MemorySource(Array(text.utf8))))
        var ends: [Bool] = []
        while let row = try reader.next() {
            if case .fields(_, _, let isEnded) = row { ends.append(isEnded) }
        }
        #expect(ends == expected)
    }

    @Test func `a quote without an end is told of`() throws {
        let reader = CSVRowReader(LineReader(MemorySource(Array("a,b\n1,\"x\n".utf8))))
        _ = try reader.next()
        guard case .damage(line: 2, _)? = try reader.next() else {
            Issue.record("the row is told of")
            return
        }
        let isAtEnd = try reader.next() == nil
        #expect(isAtEnd)
    }

    @Test func `random text is read without a trap`() throws {
        var generator = SeededGenerator(seed: 11)
        let alphabet = Array("a,\"\n\r;1".utf8)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            let reader = CSVRowReader(LineReader(MemorySource(bytes), longestLine: 50))
            var count = 0
            while try reader.next() != nil { count += 1 }
            #expect(count <= bytes.count + 1)
        }
    }
}
