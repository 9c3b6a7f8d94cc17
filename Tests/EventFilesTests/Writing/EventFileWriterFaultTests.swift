import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

struct EventFileWriterFaultTests {
    private let folder: OwnedFolder
    private let name = EventFileName(unixSeconds: 1_700_000_000, host: "machine", processID: 42, unique: 0)

    init() throws {
        folder = try OwnedFolder()
    }

    @Test func `A disk that is full at any byte loses, doubles and tears nothing once there is room`() throws {
        let events = (0..<5).map { Samples.scalar("loss", Float($0), step: Int64($0)) }
        let whole = events.flatMap(Samples.record)
        for room in 0..<whole.count {
            for canCut in [true, false] {
                let file = FullDiskFile(room: room)
                file.canCut = canCut
                let writer = EventFileWriter(
                    url: folder.url, file: file, writtenByteCount: 0, bufferLimit: Samples.scalarRecord.count)
                for event in events {
                    do throws(EventFileError) {
                        try writer.append(event)
                    } catch {
                        #expect(error.code == .unwritable)
                    }
                }
                #expect(writer.position == whole.count)
                if canCut { #expect(file.bytes == Array(whole.prefix(writer.writtenByteCount))) }
                file.room = .max
                file.canCut = true
                try writer.close()
                #expect(file.bytes == whole, "room for \(room) bytes")
            }
        }
    }

    @Test func `A file that is deleted meanwhile is an error of its own, and events are kept`() throws {
        let writer = try EventFileWriter(in: folder.url, name: name, wallTime: 1)
        let written = writer.writtenByteCount
        try FileManager.default.removeItem(at: writer.url)
        try writer.append(Samples.scalarEvent)
        for _ in 0..<2 {
            #expect { try writer.flush() } throws: { ($0 as? EventFileError)?.code == .removed }
        }
        #expect(writer.position == written + Samples.scalarRecord.count)
        #expect(writer.writtenByteCount == written)
    }

    @Test func `What is synchronized is on the file, and the position says so`() throws {
        let writer = try EventFileWriter(in: folder.url, name: name, wallTime: 1)
        try writer.append(Samples.scalarEvent)
        #expect(writer.position == writer.writtenByteCount + Samples.scalarRecord.count)
        try writer.synchronize()
        #expect(writer.position == writer.writtenByteCount)
        #expect(try Data(contentsOf: writer.url).count == writer.position)
        try writer.close()
        #expect { try writer.synchronize() } throws: { ($0 as? EventFileError)?.code == .closed }
    }
}
