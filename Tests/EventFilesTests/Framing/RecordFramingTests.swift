import Testing

@testable import EventFiles

struct RecordFramingTests {
    @Test func `A record is its data in a frame of sixteen bytes`() {
        var bytes: [UInt8] = [1, 2, 3]
        RecordFraming.append(to: &bytes) { $0 += [7, 8, 9] }
        #expect(bytes.count == 3 + 16 + 3)
        #expect(RecordFraming.scan(bytes, at: 3) == .record(data: 15..<18))
        #expect(Array(bytes[15..<18]) == [7, 8, 9])
    }

    @Test func `A record cut anywhere is incomplete and says how much it needs`() {
        let whole = Samples.scalarRecord
        for length in 0..<whole.count {
            let needed = length < 12 ? 12 : whole.count
            #expect(RecordFraming.scan(Array(whole.prefix(length)), at: 0) == .incomplete(needed: needed))
        }
    }

    @Test func `Every flipped bit of a record is noticed`() {
        let whole = Samples.scalarRecord
        for bit in 0..<(whole.count * 8) {
            var flipped = whole
            flipped[bit / 8] ^= 1 << (bit % 8)
            let isInLength = bit / 8 < 12
            #expect(
                RecordFraming.scan(flipped, at: 0)
                    == (isInLength ? .damagedLength : .damagedData(12..<(whole.count - 4))))
        }
    }

    @Test func `A length that no memory could hold is refused, whatever the limit`() {
        for length in [UInt64.max, UInt64(Int.max), UInt64(Int.max) - 15, 1 << 32] {
            var header: [UInt8] = []
            header.appendLittleEndian(length)
            header.appendLittleEndian(MaskedCRC32C.checksum(of: header))
            #expect(RecordFraming.scan(header, at: 0, maximumLength: 1 << 20) == .tooLong(length: length))
        }
        var header: [UInt8] = []
        header.appendLittleEndian(UInt64(Int.max))
        header.appendLittleEndian(MaskedCRC32C.checksum(of: header))
        #expect(RecordFraming.scan(header, at: 0) == .tooLong(length: UInt64(Int.max)))
        #expect(RecordFraming.end(ofRecordAt: 0, dataLength: UInt64(Int.max)) == nil)
        #expect(RecordFraming.end(ofRecordAt: 10, dataLength: 5) == 31)
    }

    @Test func `A record of exactly the accepted length is read`() {
        var bytes: [UInt8] = []
        RecordFraming.append(to: &bytes) { $0 += [UInt8](repeating: 5, count: 100) }
        #expect(RecordFraming.scan(bytes, at: 0, maximumLength: 100) == .record(data: 12..<112))
        #expect(RecordFraming.scan(bytes, at: 0, maximumLength: 99) == .tooLong(length: 100))
    }
}
