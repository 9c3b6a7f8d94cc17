import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

struct EventFileReaderTests {
    private let folder: OwnedFolder
    private let events = [
        Samples.firstEvent, Samples.scalarEvent, Samples.tensorEvent, Samples.scalar("later", .nan, step: -3),
    ]
    private let bytes: [UInt8]

    init() throws {
        folder = try OwnedFolder()
        bytes = events.flatMap(Samples.record)
    }

    @Test(arguments: [1, 7, 64, 1 << 20])
    func `A file is read the same whatever is read at a time`(chunkLength: Int) throws {
        let reader = try EventFileReader(try folder.file("tfevents", bytes), chunkLength: chunkLength)
        for event in events { #expect("\(try #require(try reader.next()))" == "\(event)") }
        #expect(try reader.next() == nil)
        try reader.requireEnd()
        #expect(reader.byteOffset == bytes.count)
    }

    @Test func `A file cut at any byte gives its whole records and says where the cut one starts`() throws {
        var starts = [0]
        for event in events { starts.append(starts[starts.count - 1] + Samples.record(event).count) }
        for length in 0...bytes.count {
            let reader = try EventFileReader(try folder.file("cut", Array(bytes.prefix(length))))
            var count = 0
            while try reader.next() != nil { count += 1 }
            let whole = starts.lastIndex { $0 <= length } ?? 0
            #expect(count == whole)
            #expect(reader.byteOffset == starts[whole])
            if starts[whole] == length {
                try reader.requireEnd()
            } else {
                #expect { try reader.requireEnd() } throws: { error in
                    let error = error as? EventFileError
                    return error?.code == .truncated && error?.byteOffset == starts[whole]
                }
            }
        }
    }

    @Test func `A flipped bit in a record's data costs that record, one in its length the rest`() throws {
        let damagedStart = Samples.firstRecord.count
        for bit in (damagedStart * 8)..<((damagedStart + Samples.scalarRecord.count) * 8) {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << (bit % 8)
            let reader = try EventFileReader(try folder.file("damaged", damaged))
            #expect(try reader.next() == Samples.firstEvent)
            let isInLength = bit / 8 < damagedStart + 12
            for _ in 0..<(isInLength ? 2 : 1) {
                #expect { try reader.next() } throws: { error in
                    let error = error as? EventFileError
                    return error?.code == (isInLength ? .damagedLength : .damaged) && error?.byteOffset == damagedStart
                }
            }
            if isInLength {
                #expect(throws: EventFileError.self) { try reader.requireEnd() }
            } else {
                #expect(try reader.next() == Samples.tensorEvent)
            }
        }
    }

    @Test func `A file that grows is read on, also when it grows byte by byte`() throws {
        let file = try folder.file("growing", [])
        let reader = try EventFileReader(file)
        let handle = try FileHandle(forWritingTo: file)
        var read: [Event] = []
        for byte in bytes {
            try handle.write(contentsOf: Data([byte]))
            while let event = try reader.next() { read.append(event) }
        }
        #expect("\(read)" == "\(events)")
        try reader.requireEnd()
    }

    @Test func `A record that is no event is named, and the next one is read`() throws {
        var file = Samples.firstRecord
        RecordFraming.append(to: &file) { $0 += [0xFF, 0xFF] }
        let reader = try EventFileReader(try folder.file("odd", file + Samples.scalarRecord))
        #expect(try reader.next() == Samples.firstEvent)
        #expect { try reader.next() } throws: { error in
            let error = error as? EventFileError
            return error?.code == .malformed && error?.byteOffset == Samples.firstRecord.count
        }
        #expect(try reader.next() == Samples.scalarEvent)
    }

    @Test func `A file without a version still reads`() throws {
        let reader = try EventFileReader(try folder.file("bare", Samples.scalarRecord))
        #expect(try reader.next() == Samples.scalarEvent)
    }

    @Test func `A record longer than accepted is refused before it is read, and passed over`() throws {
        let reader = try EventFileReader(try folder.file("long", bytes), maximumRecordLength: 26, chunkLength: 16)
        #expect(try reader.next() == Samples.firstEvent)
        #expect(try reader.next() == Samples.scalarEvent)
        #expect { try reader.next() } throws: { ($0 as? EventFileError)?.code == .tooLong }
        #expect { try reader.next() } throws: { ($0 as? EventFileError)?.code == .tooLong }
        #expect(try reader.next() == nil)
        try reader.requireEnd()
    }

    @Test func `A length that only claims to be long costs no memory and waits for its bytes`() throws {
        var header: [UInt8] = []
        header.appendLittleEndian(UInt64(1 << 50))
        header.appendLittleEndian(MaskedCRC32C.checksum(of: header))
        let reader = try EventFileReader(try folder.file("claim", header + [1, 2, 3]), maximumRecordLength: 1 << 51)
        #expect(try reader.next() == nil)
        #expect { try reader.requireEnd() } throws: { ($0 as? EventFileError)?.code == .truncated }
        let passing = try EventFileReader(try folder.file("claim", header + [1, 2, 3]))
        #expect { try passing.next() } throws: { ($0 as? EventFileError)?.code == .tooLong }
        #expect(try passing.next() == nil)
        #expect { try passing.requireEnd() } throws: { ($0 as? EventFileError)?.code == .truncated }
    }

    @Test func `A file that is not there is an error that names it`() {
        let missing = folder.url.appending(path: "missing")
        #expect { try EventFileReader(missing) } throws: { error in
            let error = error as? EventFileError
            return error?.code == .unreadable && error?.description.contains(missing.path) == true
        }
    }
}
