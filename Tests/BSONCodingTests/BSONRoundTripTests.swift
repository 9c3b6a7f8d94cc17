import BSONCoding
import Testing

@Suite("BSON bytes") struct BSONRoundTripTests {
    @Test func `a small document has the bytes of the specification's example`() throws {
        var writer = BSONWriter()
        writer.append("hello", string: "world")
        #expect(
            try writer.finish() == [
                0x16, 0, 0, 0, 0x02, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0, 0x06, 0, 0, 0, 0x77, 0x6F, 0x72, 0x6C, 0x64, 0, 0,
            ])
    }
}
