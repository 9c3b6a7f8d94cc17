import Testing

@testable import EventFiles

struct RecordFramingTests {
    @Test func `A record is its data in a frame of sixteen bytes`() throws {
        var bytes: [UInt8] = [1, 2, 3]
        RecordFraming.append(to: &bytes) { $0 += [7, 8, 9] }
        #expect(bytes.count == 3 + 16 + 3)
        #expect(try RecordFraming.scan(bytes, at: 3) == .record(data: 15..<18))
        #expect(Array(bytes[15..<18]) == [7, 8, 9])
    }

    @Test func `A record cut anywhere is incomplete and says how much it needs`() throws {
        let whole = Samples.scalarRecord
        for length in 0..<whole.count {
            let needed = length < 12 ? 12 : whole.count
            #expect(try RecordFraming.scan(Array(whole.prefix(length)), at: 0) == .incomplete(needed: needed))
        }
    }

    @Test func `Every flipped bit of a record is noticed`() {
        let whole = Samples.scalarRecord
        for bit in 0..<(whole.count * 8) {
            var flipped = whole
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect { try RecordFraming.scan(flipped, at: 0, fileOffset: 100) } throws: { error in
                let error = error as? EventFileError
                return error?.code == .damaged && error?.byteOffset == 100
            }
        }
    }

    @Test func `A length that no memory could hold is refused, whatever the limit`() {
        for length in [UInt64.max, UInt64(Int.max), UInt64(Int.max) - 15, 1 << 32] {
            var header: [UInt8] = []
            header.appendLittleEndian(length)
            header.appendLittleEndian(MaskedCRC32C.checksum(of: header))
            #expect { try RecordFraming.scan(header, at: 0, maximumLength: 1 << 20) } throws: {
                ($0 as? EventFileError)?.code == .tooLong
            }
        }
        var header: [UInt8] = []
        header.appendLittleEndian(UInt64(Int.max))
        header.appendLittleEndian(MaskedCRC32C.checksum(of: header))
        #expect { try RecordFraming.scan(header, at: 0) } throws: { ($0 as? EventFileError)?.code == .tooLong }
    }

    @Test func `A record of exactly the accepted length is read`() throws {
        var bytes: [UInt8] = []
        RecordFraming.append(to: &bytes) { $0 += [UInt8](repeating: 5, count: 100) }
        #expect(try RecordFraming.scan(bytes, at: 0, maximumLength: 100) == .record(data: 12..<112))
        #expect(throws: EventFileError.self) { try RecordFraming.scan(bytes, at: 0, maximumLength: 99) }
    }
}
