import BSONCoding
import Synchronization
import Testing

@Suite("ObjectID") struct ObjectIDTests {
    private static let text = "65f1a2b3c4d5e6f708192a3b"

    private struct Countdown: RandomNumberGenerator {
        var numbers: [UInt64]
        mutating func next() -> UInt64 { numbers.removeFirst() }
    }

    @Test func `text is 24 hexadecimal digits in both directions`() throws {
        let id = try #require(ObjectID(Self.text))
        #expect(id.description == Self.text)
        #expect(id.bytes == [0x65, 0xF1, 0xA2, 0xB3, 0xC4, 0xD5, 0xE6, 0xF7, 0x08, 0x19, 0x2A, 0x3B])
        #expect(ObjectID(Self.text.uppercased()) == id)
        #expect(ObjectID(bytes: id.bytes) == id)
        #expect(id.secondsSince1970 == 0x65F1_A2B3)
    }

    @Test(
        "text that is not 24 hexadecimal digits is refused",
        arguments: [
            "", "65f1a2b3c4d5e6f708192a3", "65f1a2b3c4d5e6f708192a3b0", "65f1a2b3c4d5e6f708192a3g",
            "６5f1a2b3c4d5e6f708192a3b",
        ])
    func refusesText(text: String) {
        #expect(ObjectID(text) == nil)
    }

    @Test func `a wrong number of bytes is refused`() {
        #expect(ObjectID(bytes: [UInt8](repeating: 0, count: 11)) == nil)
        #expect(ObjectID(bytes: [UInt8](repeating: 0, count: 13)) == nil)
    }

    @Test func `order is the order of the bytes`() throws {
        let sorted = [
            "000000000000000000000001", "00000000ffffffffffffffff", "7fffffffffffffffffffffff",
            "800000000000000000000000",
        ]
        let ids = try sorted.map { try #require(ObjectID($0)) }
        #expect(ids.reversed().sorted() == ids)
    }

    @Test func `a generator puts together seconds, random bytes and a counter that begins in the lower half`() {
        var random = Countdown(numbers: [0xFFFF_FF01_0203_0405, 0xFFFF_FFFF])
        let generator = ObjectIDGenerator(using: &random, secondsSince1970: { 0x0A0B_0C0D })
        #expect(generator.next().description == "0a0b0c0d01020304057fffff")
        #expect(generator.next().description == "0a0b0c0d0102030405800000")
    }

    @Test func `identifiers grow also when the clock is set back`() {
        let clock = Mutex<[UInt32]>([5, 5, 3, 4, 6, 1])
        var random = Countdown(numbers: [1, 2])
        let generator = ObjectIDGenerator(using: &random, secondsSince1970: { clock.withLock { $0.removeFirst() } })
        let ids = (0..<6).map { _ in generator.next() }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 6)
        #expect(ids.map(\.secondsSince1970) == [5, 5, 5, 5, 6, 6])
    }

    @Test func `identifiers made from many threads are distinct`() async {
        let ids = await withTaskGroup(of: [ObjectID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<1_000).map { _ in ObjectID() } } }
            return await group.reduce(into: Set<ObjectID>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 8_000)
    }
}
