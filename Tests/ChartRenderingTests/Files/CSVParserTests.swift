import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct CSVParserTests {
    private func rows(
        _ bytes: [UInt8], pieces: [Int] = [], maximumFieldBytes: Int = 1_000
    ) throws(ChartError) -> [[String]] {
        var parser = CSVParser(maximumFieldBytes: maximumFieldBytes, maximumFields: 100)
        var rows: [[String]] = []
        var rest = bytes[...]
        for piece in pieces {
            try parser.feed(Array(rest.prefix(piece))) { row throws(ChartError) in rows.append(row) }
            rest = rest.dropFirst(piece)
        }
        try parser.feed(Array(rest)) { row throws(ChartError) in rows.append(row) }
        try parser.finish { row throws(ChartError) in rows.append(row) }
        return rows
    }

    private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

    @Test func `plain rows with every line end`() throws {
        #expect(try rows("a,b\n1,2\r\n3,4\r5,6") == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]])
        #expect(try rows("a,b\r\n\r\n1,2\r\n") == [["a", "b"], ["1", "2"]])
        #expect(try rows("") == [])
        #expect(try rows(",\n") == [["", ""]])
        #expect(try rows("a,") == [["a", ""]])
    }

    @Test func `quoted fields hold commas, line ends and quotes`() throws {
        #expect(try rows("\"a,b\",\"say \"\"hi\"\"\",\"x\r\ny\"\n\"\"\n") == [["a,b", "say \"hi\"", "x\r\ny"], [""]])
        #expect(try rows("5\" disk,ok\n") == [["5\" disk", "ok"]])
        #expect(try rows("\"never closed,1\n2") == [["never closed,1\n2"]])
    }

    @Test func `a byte-order mark is left out, broken UTF-8 replaced`() throws {
        #expect(try rows([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8)) == [["a", "b"]])
        #expect(try rows([0xEF, 0xBB, 0xBF] + Array("\"a\",b\n".utf8)) == [["a", "b"]])
        #expect(try rows([0xFF, UInt8(ascii: ","), UInt8(ascii: "b")]) == [["\u{FFFD}", "b"]])
    }

    @Test func `pieces cut anywhere give the same rows`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("n,\"a\r\n\"\"b\"\"\"\r\n1,ü\r2,\"\"\n".utf8)
        let whole = try rows(bytes)
        #expect(whole == [["n", "a\r\n\"b\""], ["1", "ü"], ["2", ""]])
        for first in 0...bytes.count {
            for second in 0...(bytes.count - first) {
                #expect(try rows(bytes, pieces: [first, second]) == whole)
            }
        }
    }

    @Test func `random tables come back as they were written`() throws {
        let seed: UInt64 = 404
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab1 ,\"\n\rü;'")
        for round in 0..<300 {
            let table = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                (0..<3).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                        })
                }
            }
            let text = table.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
            #expect(try rows(text) == table, "seed \(seed), round \(round)")
        }
    }

    @Test func `a field that never ends is refused with its line`() {
        let error = #expect(throws: ChartError.self) {
            try rows(Array(("a\n\"" + String(repeating: "x", count: 50)).utf8), maximumFieldBytes: 20)
        }
        #expect(error?.code == .tooLarge)
        #expect(error?.message.contains("line 2") == true)
    }
}
