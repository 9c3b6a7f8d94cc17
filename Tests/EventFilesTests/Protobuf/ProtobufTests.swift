import Testing

@testable import EventFiles

struct ProtobufTests {
    @Test func `Numbers take as few bytes as they need, negative ones ten`() {
        var writer = ProtobufWriter()
        for value: UInt64 in [0, 127, 128, 300, .max] { writer.varint(value) }
        #expect(
            writer.bytes == [0, 127, 0x80, 1, 0xAC, 2] + [UInt8](repeating: 0xFF, count: 9) + [1])
        var negative = ProtobufWriter()
        negative.integer(2, -1)
        #expect(negative.bytes.count == 11)
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, 70_000])
    func `A nested message of any length reads back`(length: Int) throws {
        var writer = ProtobufWriter()
        writer.message(1) { outer in
            outer.message(2) { $0.data(3, [UInt8](repeating: 7, count: length)) }
            outer.string(4, "after")
        }
        var reader = ProtobufReader(writer.bytes, in: 0..<writer.bytes.count)
        let outer = try #require(bytes(try reader.next()))
        #expect(try reader.next() == nil)
        var outerReader = ProtobufReader(writer.bytes, in: outer)
        let inner = try #require(bytes(try outerReader.next()))
        var innerReader = ProtobufReader(writer.bytes, in: inner)
        #expect(bytes(try innerReader.next())?.count == length)
        let after = try #require(bytes(try outerReader.next()))
        #expect(try outerReader.text(after) == "after")
    }

    @Test func `A group is passed over, whatever is in it`() throws {
        // 1: group { 2: varint, 3: group { 4: bytes }, 5: fixed32, 6: fixed64 }, then 7: varint 9.
        let message: [UInt8] =
            [0x0B, 0x10, 1, 0x1B, 0x22, 2, 0, 0, 0x1C, 0x2D, 0, 0, 0, 0, 0x31] + [UInt8](repeating: 0, count: 8)
            + [0x0C, 0x38, 9]
        var reader = ProtobufReader(message, in: 0..<message.count)
        #expect(try reader.next() == .init(number: 1, payload: .group))
        #expect(try reader.next() == .init(number: 7, payload: .varint(9)))
        #expect(try reader.next() == nil)
    }

    @Test(
        arguments: [
            [0x00],  // field number zero
            [0x08],  // no value
            [0x08, 0xFF],  // a number that does not end
            [0x08] + [UInt8](repeating: 0xFF, count: 10) + [1],  // eleven bytes
            [0x09, 0, 0, 0],  // four of eight bytes
            [0x0A, 5, 1],  // longer than the message
            [0x0A] + [UInt8](repeating: 0xFF, count: 9) + [1],  // a length of 2^64 - 1
            [0x0B, 0x14],  // a group closed by another field
            [0x0B],  // a group that does not end
            [0x0C],  // an end without a group
            [0x0F],  // wire type 7
        ] as [[UInt8]])
    func `A message that breaks the format is refused`(message: [UInt8]) {
        #expect(throws: ProtobufReader.Malformed.self) {
            var reader = ProtobufReader(message, in: 0..<message.count)
            while try reader.next() != nil {}
        }
    }

    private func bytes(_ field: ProtobufReader.Field?) -> Range<Int>? {
        if case .bytes(let range) = field?.payload { range } else { nil }
    }
}
