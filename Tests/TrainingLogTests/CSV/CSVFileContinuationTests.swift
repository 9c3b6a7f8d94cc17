import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Files that were cut off by a crash, or saved by another program, and are then continued.
struct CSVFileContinuationTests {
    private let folder: OwnedFolder
    private let path: String

    init() throws {
        folder = try OwnedFolder()
        path = folder.path + "/file.csv"
    }

    private func text(_ suffix: String = "") throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path + suffix)), as: UTF8.self)
    }

    private func continued(_ text: String, _ record: Document = ["a": 5, "b": 6]) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: path))
        try CSVFile(path: path).append([record])
        return try self.text()
    }

    private var hasCutFile: Bool { FileManager.default.fileExists(atPath: path + ".cut") }

    @Test(arguments: ["3", "\"3", "\"3\r\n4\r\n", "3,\"4", "\"a\"\"", "\"a\"\",\r\n"])
    func `A row that a crash cut off is put aside before the next one`(torn: String) throws {
        #expect(try continued("a,b\r\n1,2\r\n" + torn) == "a,b\r\n1,2\r\n5,6\r\n")
        #expect(try text(".cut") == torn + "\r\n")
        #expect(try continued("a,b\r\n1,2\r\n" + torn) == "a,b\r\n1,2\r\n5,6\r\n")
        #expect(try text(".cut") == torn + "\r\n" + torn + "\r\n")
    }

    @Test(arguments: ["3,4", "3,", "3,\"4\"", "3,5\" disk", "3,4,5"])
    func `A last row without its end is put aside where rows end as this program ends them`(last: String) throws {
        #expect(try continued("a,b\r\n1,2\r\n" + last) == "a,b\r\n1,2\r\n5,6\r\n")
        #expect(try text(".cut") == last + "\r\n")
        // Another program began the file, and this one went on.
        #expect(try continued("a,b\n1,2\r\n" + last) == "a,b\n1,2\r\n5,6\r\n")
        #expect(try continued("a,b\r\n" + last) == "a,b\r\n5,6\r\n")
        #expect(try continued("a,b\r\n1,2\r\n" + last, ["c": 7]) == "a,b,c\r\n1,2,\r\n,,7\r\n")
    }

    @Test func `A row that was cut in its last field and that another logger came upon is there once, whole`() throws {
        try Data("a,b\r\n1,0.5\r\n2,0.12".utf8).write(to: URL(filePath: path))
        try CSVFile(path: path).append([["a": 9, "b": 0.25]])
        try CSVFile(path: path, rowsBeforeCrash: 1).append([["a": 2, "b": 0.12345]])
        #expect(try text() == "a,b\r\n1,0.5\r\n9,0.25\r\n2,0.12345\r\n")
    }

    @Test(arguments: ["\n", "\r"], ["3,4", "3,", "3,\"4\"", "3,5\" disk", "3,4,5"])
    func `A whole last row without its end is kept where rows end as other programs end them`(
        end: String, last: String
    ) throws {
        let before = "a,b\r\n1,2\(end)"
        #expect(try continued(before + last) == before + last + "\r\n5,6\r\n")
        #expect(!hasCutFile)
    }

    @Test func `A last row that lacks only the second half of its end gets it`() throws {
        #expect(try continued("a,b\r\n1,2\r\n3,4\r") == "a,b\r\n1,2\r\n3,4\r\n5,6\r\n")
        #expect(!hasCutFile)
    }

    @Test(arguments: ["3,4", "3,4\r", "3,4\n", "3,4\r\n"])
    func `A whole last row without its end is kept in a wider file`(last: String) throws {
        let end = last.hasSuffix("\n") && !last.hasSuffix("\r\n") ? "\n" : "\r\n"
        #expect(try continued("a,b\r\n1,2\n" + last, ["c": 7]) == "a,b,c\r\n1,2,\n3,4," + end + ",,7\r\n")
        #expect(!hasCutFile)
    }

    @Test(arguments: ["3,4", "3,45", "3,456", "3,456\r", "3,456\r\n"])
    func `A last row that comes again after a crash is there once, also when its last field was cut`(
        torn: String
    ) throws {
        try Data(("a,b\r\n1,2\r\n" + torn).utf8).write(to: URL(filePath: path))
        try CSVFile(path: path, rowsBeforeCrash: 1).append([["a": 3, "b": 456], ["a": 5, "b": 6]])
        #expect(try text() == "a,b\r\n1,2\r\n3,456\r\n5,6\r\n")
    }

    @Test func `A quote inside a field opens nothing`() throws {
        #expect(
            try continued("a,b\r\n5\" disk,1\r\n3,4\r\n") == "a,b\r\n5\" disk,1\r\n3,4\r\n5,6\r\n")
        #expect(
            try continued("a,b\r\n5\" disk,1\r\n3,4\r\n", ["c": 7])
                == "a,b,c\r\n5\" disk,1,\r\n3,4,\r\n,,7\r\n")
    }

    @Test func `Rows may end with a line feed or with a carriage return`() throws {
        #expect(try continued("a,b\n1,2\n") == "a,b\n1,2\n5,6\r\n")
        #expect(try continued("a,b\r1,2\r3,4\r") == "a,b\r1,2\r3,4\r\n5,6\r\n")
        #expect(try continued("a,b\r1,2\r3,4\r", ["c": 7]) == "a,b,c\r\n1,2,\r3,4,\r\n,,7\r\n")
        #expect(!hasCutFile)
    }

    @Test func `A header alone is never taken away`() throws {
        #expect(try continued("a,b") == "a,b\r\n5,6\r\n")
        #expect(try continued("a,b\r") == "a,b\r\n5,6\r\n")
        #expect(try continued("a,\"b") == "a,\"b\"\r\n5,6\r\n")
        #expect(try continued("a", ["b": 1]) == "a,b\r\n,1\r\n")
        #expect(!hasCutFile)
    }

    @Test(arguments: ["lo", "loss,", "loss,\"a", "loss,\"a,\"", "loss,\"a,\"\"b\",st"])
    func `A header that a crash cut off within a name is put aside, and is no column`(torn: String) throws {
        let header = "loss,\"a,\"\"b\",step\r\n"
        #expect(try continued(torn, ["loss": 1, "a,\"b": 2, "step": 3]) == header + "1,2,3\r\n")
        #expect(try text(".cut") == torn + "\r\n")
    }

    @Test(arguments: ["loss", "loss,\"a,\"\"b", "loss,\"a,\"\"b\",step", "loss,\"a,\"\"b\",step\r"])
    func `A header that a crash cut off behind a name goes on`(torn: String) throws {
        let header = "loss,\"a,\"\"b\",step\r\n"
        #expect(try continued(torn, ["loss": 1, "a,\"b": 2, "step": 3]) == header + "1,2,3\r\n")
        #expect(!hasCutFile)
    }

    @Test func `Rows with the same look and other bytes are not taken for each other after a crash`() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        try CSVFile(path: path).append([["a": .string(composed)]])
        let file = CSVFile(path: path, rowsBeforeCrash: 0)
        try file.append([["a": .string(decomposed)], ["a": .string(composed)]])
        #expect(Array(try text().utf8) == Array("a\r\n\(composed)\r\n\(decomposed)\r\n".utf8))
    }

    @Test func `When all rows that may come again have come, the file is continued like any other`() throws {
        try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: path))
        let file = CSVFile(path: path, rowsBeforeCrash: 0)
        try file.append([["a": 1, "b": 2]])
        try Data("a,b\n1,2\n3,4".utf8).write(to: URL(filePath: path))
        try file.append([["a": 5, "b": 6]])
        #expect(try text() == "a,b\n1,2\n3,4\r\n5,6\r\n")
    }

    @Test func `Columns with the same look and other bytes stay apart`() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        let file = CSVFile(path: path)
        try file.append([[composed: 1]])
        try file.append([[decomposed: 2]])
        try CSVFile(path: path).append([[decomposed: 3, composed: 4]])
        let expected = "\(composed),\(decomposed)\r\n1,\r\n,2\r\n4,3\r\n"
        #expect(Array(try text().utf8) == Array(expected.utf8))
    }

    @Test func `No bytes of a foreign file are lost, whatever they are`() throws {
        let seed: UInt64 = 90_210
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab1,\"\r\n".utf8)
        for round in 0..<500 {
            let count = Int.random(in: 1...40, using: &generator)
            let before = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
            try Data(before).write(to: URL(filePath: path))
            try? FileManager.default.removeItem(atPath: path + ".cut")
            // A record that says nothing adds no column, so that the file is not rewritten.
            try CSVFile(path: path).append([[:]])
            let after = Array(try Data(contentsOf: URL(filePath: path)))
            let cut = hasCutFile ? Array(try Data(contentsOf: URL(filePath: path + ".cut"))) : []
            let kept = before.count - max(0, cut.count - 2)
            #expect(after.starts(with: before.prefix(kept)), "seed \(seed), round \(round)")
            #expect(cut.starts(with: before.dropFirst(kept)), "seed \(seed), round \(round)")
            #expect(kept > 0, "seed \(seed), round \(round)")
        }
    }
}
