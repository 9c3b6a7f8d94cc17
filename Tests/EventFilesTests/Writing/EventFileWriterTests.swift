import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

struct EventFileWriterTests {
    private let folder: OwnedFolder
    private let name = EventFileName(unixSeconds: 1_700_000_000, host: "machine", processID: 42, unique: 0)

    init() throws {
        folder = try OwnedFolder()
    }

    @Test func `A file begins with its version and holds what was appended`() throws {
        let writer = try EventFileWriter(in: folder.url, name: name, wallTime: 1)
        try writer.append(Samples.scalarEvent)
        try writer.append(Samples.tensorEvent)
        try writer.close()
        let bytes = try Array(Data(contentsOf: writer.url))
        #expect(bytes == Samples.firstRecord + Samples.scalarRecord + Samples.tensorRecord)
        #expect(writer.writtenByteCount == bytes.count)
    }

    @Test func `A name that is taken is not overwritten`() throws {
        let first = try EventFileWriter(in: folder.url, name: name, wallTime: 1)
        let second = try EventFileWriter(in: folder.url, name: name, wallTime: 1)
        #expect(first.url.lastPathComponent == "events.out.tfevents.1700000000.machine.42.0")
        #expect(second.url.lastPathComponent == "events.out.tfevents.1700000000.machine.42.1")
    }

    @Test func `Events wait in memory until the buffer is full or is flushed`() throws {
        let writer = try EventFileWriter(in: folder.url, name: name, wallTime: 1, bufferLimit: 100)
        let start = writer.writtenByteCount
        try writer.append(Samples.scalarEvent)
        #expect(writer.writtenByteCount == start)
        try writer.append(Samples.scalarEvent)
        try writer.append(Samples.scalarEvent)
        #expect(writer.writtenByteCount == start + 3 * Samples.scalarRecord.count)
        try writer.append(Samples.scalarEvent)
        try writer.flush()
        #expect(writer.writtenByteCount == start + 4 * Samples.scalarRecord.count)
    }

    @Test func `A closed file takes no more events, and may be closed again`() throws {
        let writer = try EventFileWriter(in: folder.url, name: name, wallTime: 1)
        try writer.close()
        try writer.close()
        #expect { try writer.append(Samples.scalarEvent) } throws: { ($0 as? EventFileError)?.code == .closed }
    }

    @Test func `A folder that cannot be made is an error that names it`() throws {
        let file = try folder.file("in-the-way", [])
        #expect {
            try EventFileWriter(in: file.appending(path: "run"), name: name, wallTime: 1)
        } throws: { error in
            let error = error as? EventFileError
            return error?.code == .unwritable && error?.description.contains("in-the-way") == true
        }
    }

    @Test(arguments: [
        ("a/b", "a-b"), ("..", ".."), ("", "localhost"), ("höst\n", "h-st-"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 64)),
    ])
    func `A host's name cannot leave the folder`(host: String, written: String) {
        let name = EventFileName(unixSeconds: 5, host: host, processID: 1, unique: 2)
        #expect(name.description == "events.out.tfevents.0000000005.\(written).1.2")
    }
}
