import Testing

@testable import RegistryWeb

@Suite struct ByteRangeTests {
    @Test(arguments: [
        ("bytes=0-9", ByteRange.Answer.part(0..<10)), ("bytes=90-", .part(90..<100)), ("bytes=-10", .part(90..<100)),
        ("bytes=-1000", .part(0..<100)), ("bytes=50-1000", .part(50..<100)), ("bytes=100-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable), ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=9-1", .whole),
        ("bytes=0-1,5-6", .whole), ("bytes=a-b", .whole), ("lines=0-1", .whole), ("bytes=-", .whole), ("", .whole),
    ])
    func `a part is what the standard says`(field: String, answer: ByteRange.Answer) {
        #expect(ByteRange.answer(to: field, size: 100) == answer)
    }

    @Test func `nothing has no parts`() {
        #expect(ByteRange.answer(to: "bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange.answer(to: "bytes=-1", size: 0) == .unsatisfiable)
        #expect(ByteRange.answer(to: nil, size: 0) == .whole)
    }

    @Test(arguments: [
        "bytes 0-9", "bytes 9-0/10", "bytes 0-9/9", "bytes -5-9/10", "bytes */10", "0-9/10", "bytes a-b/c",
        "bytes 0-9223372036854775807/*", "bytes 0-99999999999999999999/*",
    ])
    func `a chunk's place that is none is refused`(field: String) { #expect(ChunkPlace(field) == nil) }

    @Test func `a chunk's place is read`() {
        #expect(ChunkPlace("bytes 5-9/10")?.end == 10)
        #expect(ChunkPlace("bytes 5-9/10")?.total == 10)
        #expect(ChunkPlace("bytes 5-9/*")?.start == 5)
    }
}
