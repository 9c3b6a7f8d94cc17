import Foundation
import RegistryTestKit
import Testing
import TrackerFiles

@Suite struct ZipReaderTests {
    let folder: OwnedFolder

    init() throws { folder = try OwnedFolder() }

    private func reader(_ bytes: [UInt8]) throws -> ZipReader { try ZipReader(folder.file("a.zip", bytes).path) }

    @Test func `stored and deflated files are read, whole and line by line`() throws {
        let text = (0..<20_000).map { "line \($0)\n" }.joined()
        let zip = try reader(
            ZipBuilder.zip([
                .init(name: "a.json", content: Array("{}".utf8)),
                .init(name: "b.txt", content: Array(text.utf8), isDeflated: true),
            ]))
        #expect(zip.entries.map(\.name) == ["a.json", "b.txt"])
        #expect(try zip.bytes(of: #require(zip.entry(named: "a.json")), limit: 10) == Array("{}".utf8))
        let lines = LineReader(try zip.open(#require(zip.entry(named: "b.txt"))))
        var count = 0
        while let line = try lines.next() {
            #expect(String(decoding: line.bytes, as: UTF8.self) == "line \(count)")
            count += 1
        }
        #expect(count == 20_000)
    }

    @Test func `names that climb are told apart`() throws {
        let names = ["a", "a/b", "../a", "/a", "a/../../b", "a\\b", "a/", "./a", "a//b", "a/..\u{2F}\u{338}b"]
        let zip = try reader(ZipBuilder.zip(names.map { .init(name: $0, content: [1]) }))
        #expect(zip.entries.filter(\.isPlain).map(\.name) == ["a", "a/b"])
    }

    @Test func `a file that would become far more than it is, is refused before it is unpacked`() throws {
        let zip = try reader(
            ZipBuilder.zip([.init(name: "bomb", content: [0], isDeflated: true, claimedSize: 4_000_000_000)]))
        let entry = try #require(zip.entry(named: "bomb"))
        #expect { try zip.open(entry) } throws: { ($0 as? TrackerFileError)?.code == .tooLarge }
        #expect { try zip.bytes(of: entry, limit: 1_000) } throws: { ($0 as? TrackerFileError)?.code == .tooLarge }
    }

    @Test func `a file gives no more than its list says, and must fit its checksum`() throws {
        let content = [UInt8](repeating: 7, count: 1_000)
        let zip = try reader(
            ZipBuilder.zip([
                .init(name: "short", content: content, isDeflated: true, claimedSize: 10),
                .init(name: "long", content: content, claimedSize: 2_000),
                .init(name: "wrong", content: content, claimedChecksum: 1),
            ]))
        for name in ["short", "long", "wrong"] {
            let entry = try #require(zip.entry(named: name))
            #expect(throws: TrackerFileError.self, "\(name)") { try zip.bytes(of: entry, limit: 10_000) }
        }
    }

    @Test func `a zip file cut or changed at any byte neither traps nor hangs`() throws {
        let bytes = ZipBuilder.zip([
            .init(name: "a.json", content: Array("{\"a\": 1}".utf8)),
            .init(name: "b.txt", content: Array("some text".utf8), isDeflated: true),
        ])
        for end in bytes.indices { try check(Array(bytes[..<end])) }
        for index in bytes.indices {
            for change: UInt8 in [0x01, 0x7F, 0xFF] {
                var changed = bytes
                changed[index] ^= change
                try check(changed)
            }
        }
    }

    private func check(_ bytes: [UInt8]) throws {
        let path = try folder.file("b.zip", bytes).path
        do {
            let zip = try ZipReader(path)
            for entry in zip.entries {
                do {
                    #expect(try zip.bytes(of: entry, limit: 1_000).count <= 1_000)
                } catch {
                    #expect(!error.message.isEmpty)
                }
            }
        } catch {
            #expect(!error.message.isEmpty)
        }
    }
}
