import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

struct CSVFileTests {
    private let folder: OwnedFolder
    private let path: String

    init() throws {
        folder = try OwnedFolder()
        path = folder.path + "/data/file.csv"
    }

    private func text() throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private func write(_ text: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/data", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    @Test func `Lists of files and metadata are no columns`() throws {
        try CSVFile(path: path).append([["a": 1, "FileList": ["x"], "Metadata": ["k": 1], "b": [1, 2.5]]])
        #expect(try text() == "a,b\r\n1,\"[1,2.5]\"\r\n")
    }

    @Test func `A row of one empty field is no empty line`() throws {
        try CSVFile(path: path).append([["a": ""], ["a": .null]])
        #expect(try text() == "a\r\n\"\"\r\n\"\"\r\n")
    }

    @Test func `A wider file keeps what its rows said, also over line breaks in quotes`() throws {
        let file = CSVFile(path: path)
        try file.append([["a": "one\r\ntwo\n,\"\"", "b": "\r"]])
        try file.append([["c": 3]])
        #expect(try text() == "a,b,c\r\n\"one\r\ntwo\n,\"\"\"\"\",\"\r\",\r\n,,3\r\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data") == ["file.csv"])
    }

    @Test func `A file of an earlier process is continued`() throws {
        try CSVFile(path: path).append([["a": 1, "b": 2]])
        try CSVFile(path: path).append([["b": 4, "a": 3]])
        #expect(try text() == "a,b\r\n1,2\r\n3,4\r\n")
    }

    @Test func `Two loggers of one file see each other's columns`() throws {
        let first = CSVFile(path: path)
        let second = CSVFile(path: path)
        try first.append([["a": 1]])
        try second.append([["b": 2]])
        try first.append([["a": 3]])
        try second.append([["c": 4]])
        try first.append([["b": 5]])
        #expect(try text() == "a,b,c\r\n1,,\r\n,2,\r\n3,,\r\n,,4\r\n,5,\r\n")
    }

    @Test func `Many loggers of one file at once lose no row and mix no columns`() async throws {
        let path = path
        try await withThrowingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    let file = CSVFile(path: path)
                    for index in 0..<25 {
                        let record: Document = ["task": Value(task), "key\(index % 5)": Value(index)]
                        var isWritten = false
                        while !isWritten {
                            do {
                                try file.append([record])
                                isWritten = true
                            } catch is PassingFailure {
                                await Task.yield()
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let lines = try text().split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let header = try #require(lines.first)
        #expect(header.count == 6)
        #expect(lines.count == 201)
        for line in lines.dropFirst() {
            let filled = try #require(zip(header, line).first { $0 != "task" && !$1.isEmpty })
            #expect(filled.0 == "key\((Int(filled.1) ?? -1) % 5)")
        }
    }

    @Test func `A file that another process has locked is not waited for`() throws {
        let file = CSVFile(path: path)
        try file.append([["a": 1]])
        let other = try FileHandle(forUpdating: URL(filePath: path))
        try #require(flock(other.fileDescriptor, LOCK_EX) == 0)
        let failure = #expect(throws: PassingFailure.self) { try file.append([["a": 2]]) }
        #expect((failure?.reason as? CSVFileError)?.path == path)
        try other.close()
        try file.append([["a": 3]])
        #expect(try text() == "a\r\n1\r\n3\r\n")
    }

    @Test func `A folder that cannot be made is an error that names the file`() throws {
        try Data().write(to: folder.url.appending(path: "data"))
        let error = #expect(throws: CSVFileError.self) { try CSVFile(path: path).append([["a": 1]]) }
        #expect(error?.description.contains(path) == true)
    }

    @Test(
        arguments: [
            (.null, ""), (true, "true"), (-5, "-5"), (0.1, "0.1"), (1.0, "1.0"), (1e-7, "1e-07"),
            (.double(.nan), "NaN"), (.double(.infinity), "Infinity"), (.double(-.infinity), "-Infinity"),
            (.date(WallTime(millisecondsSince1970: 0)), "1970-01-01T00:00:00.000Z"), (["k": [1]], "{\"k\":[1]}"),
        ] as [(Value, String)])
    func `Values have one text each`(value: Value, text: String) {
        #expect(CSVFormat.text(value) == text)
    }
}
