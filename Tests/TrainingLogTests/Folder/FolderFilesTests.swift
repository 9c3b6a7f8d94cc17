import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import TrainingLog

/// Labelled files to which several sinks write.
struct FolderFilesTests {
    private let folder: OwnedFolder
    private let early = WallTime(millisecondsSince1970: 1_000_000)
    private let late = WallTime(millisecondsSince1970: 2_000_000)

    init() throws { folder = try OwnedFolder() }

    private func files(_ owner: String, isRecovery: Bool = false) -> FolderFiles {
        FolderFiles(folder: folder.path, owner: owner, isRecovery: isRecovery)
    }

    private func document(_ name: String) throws -> Document {
        try Document(json: String(contentsOfFile: "\(folder.path)/0001/\(name).json", encoding: .utf8))
    }

    private func text(_ name: String) -> String? {
        try? String(contentsOfFile: "\(folder.path)/0001/\(name)", encoding: .utf8)
    }

    @Test func `Two sinks that add to one JSON file lose nothing of each other`() async throws {
        let folder = folder.path
        let count = 200
        try await withThrowingTaskGroup(of: Void.self) { group in
            for owner in ["a", "b"] {
                group.addTask {
                    let files = FolderFiles(folder: folder, owner: owner, isRecovery: owner == "b")
                    for number in 0..<count {
                        let place = try files.place("x\(number)", 1)
                        while true {
                            do {
                                try files.set(owner, to: .int(1), in: place, at: WallTime(millisecondsSince1970: 1_000))
                                break
                            } catch is PassingFailure {
                                await Task.yield()
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        for number in 0..<count { #expect(try Set(document("x\(number)").keys) == ["a", "b"]) }
    }

    @Test func `A JSON file waits for the sink that is at work in its folder`() throws {
        let files = files("a")
        let place = try files.place("x", 1)
        try files.set("a", to: .int(1), in: place, at: early)
        do {
            let other = try PosixFile(place.folder, .read)
            try #require(try other.lock())
            #expect(throws: PassingFailure.self) { try files.set("b", to: .int(1), in: place, at: late) }
        }
        #expect(try Array(document("x").keys) == ["a"])
        try files.set("b", to: .int(1), in: place, at: late)
        #expect(try Array(document("x").keys) == ["a", "b"])
    }

    @Test func `What comes late takes the place of nothing later, and adds what is missing`() throws {
        let (alive, dead) = (files("a"), files("b", isRecovery: true))
        let place = try alive.place("x", 1)
        try alive.set("texts", to: .int(2), in: place, at: late)
        try alive.write([2], to: place, as: "bin", at: late)
        try dead.set("texts", to: .int(1), in: place, at: early)
        try dead.set("scalars", to: .int(1), in: place, at: early)
        try dead.set("texts", to: nil, in: place, at: early)
        try dead.write([1], to: place, as: "bin", at: early)
        try dead.remove(place, "bin", at: early)
        #expect(try document("x") == ["texts": 2, "scalars": 1])
        #expect(text("x.bin") == "\u{2}")
        // What it wrote itself is not later than what comes behind it.
        let other = try dead.place("y", 1)
        for value in 1...2 { try dead.set("scalars", to: .int(Int64(value)), in: other, at: early) }
        #expect(try document("y") == ["scalars": 2])
        #expect(PosixFile.changeTime(of: "\(other.folder)/y.json") == early)
        #expect(PosixFile.changeTime(of: "\(place.folder)/x.json") == late)
    }

    @Test func `A label that has a later text gets no second one`() async throws {
        let sink = FolderSink(folder: RunFolder(path: folder.path), owner: "a")
        let dead = FolderSink(folder: RunFolder(path: folder.path), owner: "b", isRecovery: true)
        func entry(_ label: String, _ expected: String?, _ time: WallTime) -> LogEntry {
            let text = LabelledText(label: label, step: 1, text: "\(time)", expected: expected)
            return LogEntry(sequence: 1, time: time, content: .labelledText(text))
        }
        _ = try await sink.deliver([entry("x", nil, late), entry("y", "e", late)])
        _ = try await dead.deliver([entry("x", "e", early), entry("y", nil, early)])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/0001").sorted() == ["x.txt", "y.json"])
        #expect(text("x.txt") == "\(late)\n")
    }

    @Test func `A file that an entry holds is digested once`() {
        let encoded = EncodedMedia()
        let first = encoded.file(of: 1, holding: [1])
        // Another content, so that it shows.
        #expect(encoded.file(of: 1, holding: [2]).sha256 == first.sha256)
        #expect(encoded.file(of: 2, holding: [2]).sha256 == SHA256.hexadecimalDigest(of: [2]))
    }
}
