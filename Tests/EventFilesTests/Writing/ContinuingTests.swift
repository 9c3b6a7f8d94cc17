import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

struct ContinuingTests {
    private let folder: OwnedFolder
    private let records = [Samples.firstRecord, Samples.scalarRecord, Samples.tensorRecord]
    private let bytes: [UInt8]

    init() throws {
        folder = try OwnedFolder()
        bytes = records.flatMap(\.self)
    }

    @Test func `A file cut at any byte goes on behind its last whole record`() throws {
        for length in 0...bytes.count {
            let file = try folder.file("cut", Array(bytes.prefix(length)))
            let inspection = try EventFileInspection(of: file)
            let writer = try EventFileWriter(continuing: file)
            #expect(writer.writtenByteCount == inspection.intactEnd)
            try writer.append(Samples.scalarEvent)
            try writer.close()
            let kept = Array(bytes.prefix(inspection.intactEnd))
            #expect(try Array(Data(contentsOf: file)) == kept + Samples.scalarRecord)
            #expect(inspection.hasTornEnd == (inspection.intactEnd != length))
            #expect(inspection.byteCount == length)
        }
    }

    @Test func `A checkpoint's position cuts what was logged after it`() throws {
        let file = try folder.file("run", bytes)
        let checkpoint = Samples.firstRecord.count + Samples.scalarRecord.count
        let writer = try EventFileWriter(continuing: file, at: checkpoint)
        try writer.append(Samples.scalarEvent)
        try writer.close()
        #expect(
            try Array(Data(contentsOf: file)) == Samples.firstRecord + Samples.scalarRecord + Samples.scalarRecord)
    }

    @Test func `A position where no record ends is refused before anything is cut`() throws {
        let file = try folder.file("run", bytes)
        let ends = records.indices.map { records[...$0].reduce(0) { $0 + $1.count } }
        for offset in 0...bytes.count where offset != 0 && !ends.contains(offset) {
            #expect { try EventFileWriter(continuing: file, at: offset) } throws: {
                ($0 as? EventFileError)?.code == .invalid
            }
        }
        for offset in [-1, bytes.count + 1] {
            #expect { try EventFileWriter(continuing: file, at: offset) } throws: {
                ($0 as? EventFileError)?.code == .truncated
            }
        }
        #expect(try Array(Data(contentsOf: file)) == bytes)
    }

    @Test func `Damage is found with its byte, and a file goes on before it`() throws {
        var damaged = bytes
        damaged[Samples.firstRecord.count + 20] ^= 4
        let file = try folder.file("damaged", damaged)
        let inspection = try EventFileInspection(of: file)
        #expect(inspection.intactEnd == Samples.firstRecord.count)
        #expect(inspection.recordCount == 1)
        #expect(inspection.problem?.code == .damaged)
        #expect(try EventFileWriter(continuing: file).position == Samples.firstRecord.count)
    }

    @Test func `A file that is not there cannot be continued`() {
        #expect { try EventFileWriter(continuing: folder.url.appending(path: "none")) } throws: {
            ($0 as? EventFileError)?.code == .removed
        }
        #expect { try EventFileWriter(continuing: folder.url) } throws: { ($0 as? EventFileError)?.code == .unwritable }
    }

    @Test func `Only a tag's first value takes its metadata along, hyperparameters always`() throws {
        var register = TagRegister()
        let value = SummaryValue.scalar("a", 1, form: .tensor)
        #expect(register.removingRepeatedMetadata(from: value).metadata == .scalars)
        #expect(register.removingRepeatedMetadata(from: value).metadata == nil)
        #expect(register.removingRepeatedMetadata(from: .scalar("b", 1, form: .tensor)).metadata == .scalars)
        let end = SummaryValue.hparams(HParamsSessionEnd(status: .success))
        for _ in 0..<2 { #expect(register.removingRepeatedMetadata(from: end) == end) }
    }

    @Test func `A scalar's short way gives the bytes of the long one`() throws {
        let seed: UInt64 = 5_150
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let tag = String(repeating: "x", count: Int.random(in: 0...300, using: &generator))
            let bits = UInt64.random(in: 0 ... .max, using: &generator) >> UInt64.random(in: 0...63, using: &generator)
            let step = Int64(bitPattern: bits)
            let value = Float(bitPattern: UInt32.random(in: 0 ... .max, using: &generator))
            let time = Double.random(in: -1...2e9, using: &generator)
            var bytes: [UInt8] = [1, 2, 3]
            ScalarRecordEncoder.append(value, tag: tag, step: step, wallTime: time, to: &bytes)
            let long = Samples.record(Samples.scalar(tag, value, step: step, wallTime: time))
            #expect(Array(bytes.dropFirst(3)) == long, "seed \(seed), step \(step), \(tag.count) bytes of tag")
        }
    }
}
