/// Writes the record of one scalar in its short form, with all lengths known beforehand: nothing is moved or measured
/// afterwards, as it is where any event is written.
enum ScalarRecordEncoder {
    static func append(_ value: Float, tag: String, step: Int64, wallTime: Double, to bytes: inout [UInt8]) {
        var tag = tag
        tag.withUTF8 { tag in
            // value = tag, simple_value; summary = one value; event = wall_time, step, summary.
            let valueLength = 1 + varintLength(tag.count) + tag.count + 5
            let summaryLength = 1 + varintLength(valueLength) + valueLength
            let stepLength = step == 0 ? 0 : 1 + varintLength(UInt64(bitPattern: step))
            let dataLength = 9 + stepLength + 1 + varintLength(summaryLength) + summaryLength
            let start = bytes.count
            let total = RecordFraming.headerLength + dataLength + RecordFraming.footerLength
            bytes.append(contentsOf: repeatElement(0, count: total))
            bytes.withUnsafeMutableBytes { room in
                var cursor = Cursor(UnsafeMutableRawBufferPointer(rebasing: room[start...]))
                cursor.store(UInt64(dataLength))
                cursor.store(CRC32CTables.shared.maskedChecksum(ofLength: UInt64(dataLength)))
                cursor.store(UInt8(0x09))
                cursor.store(wallTime.bitPattern)
                if step != 0 {
                    cursor.store(UInt8(0x10))
                    cursor.storeVarint(UInt64(bitPattern: step))
                }
                cursor.store(UInt8(0x2A))
                cursor.storeVarint(UInt64(summaryLength))
                cursor.store(UInt8(0x0A))
                cursor.storeVarint(UInt64(valueLength))
                cursor.store(UInt8(0x0A))
                cursor.storeVarint(UInt64(tag.count))
                cursor.store(UnsafeRawBufferPointer(tag))
                cursor.store(UInt8(0x15))
                cursor.store(value.bitPattern)
                let data = RecordFraming.headerLength..<(RecordFraming.headerLength + dataLength)
                cursor.store(MaskedCRC32C.mask(cursor.checksum(of: data)))
            }
        }
    }

    private static func varintLength(_ value: Int) -> Int { varintLength(UInt64(value)) }

    private static func varintLength(_ value: UInt64) -> Int {
        // One byte for each seven significant bits.
        max(1, (64 - value.leadingZeroBitCount + 6) / 7)
    }

    /// Where the next bytes go. Every step stays inside the room: lengths were added up before.
    private struct Cursor {
        private let room: UnsafeMutableRawBufferPointer
        private var index = 0

        init(_ room: UnsafeMutableRawBufferPointer) { self.room = room }

        mutating func store<Number: FixedWidthInteger>(_ number: Number) {
            precondition(index &+ MemoryLayout<Number>.size <= room.count, "a record has the length it was given")
            room.storeBytes(of: number.littleEndian, toByteOffset: index, as: Number.self)
            index &+= MemoryLayout<Number>.size
        }

        mutating func storeVarint(_ number: UInt64) {
            var rest = number
            while rest >= 0x80 {
                store(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            store(UInt8(truncatingIfNeeded: rest))
        }

        mutating func store(_ bytes: UnsafeRawBufferPointer) {
            precondition(index &+ bytes.count <= room.count, "a record has the length it was given")
            UnsafeMutableRawBufferPointer(rebasing: room[index..<(index + bytes.count)]).copyMemory(from: bytes)
            index &+= bytes.count
        }

        func checksum(of range: Range<Int>) -> UInt32 {
            CRC32CTables.shared.checksum(of: UnsafeRawBufferPointer(rebasing: room[range]))
        }
    }
}
