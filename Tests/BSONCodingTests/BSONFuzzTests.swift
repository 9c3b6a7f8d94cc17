import BSONCoding
import RegistryTestKit
import Testing

@Suite("BSON from hostile hands") struct BSONFuzzTests {
    @Test("random documents are read as they were written", arguments: UInt64(1)...40)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try randomDocument(using: &random)
        #expect(try copy(BSONReader(bytes)) == bytes, "seed \(seed)")
    }

    @Test("a document cut short anywhere is an error", arguments: UInt64(1)...10)
    func truncation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try randomDocument(using: &random)
        for length in 0..<bytes.count {
            #expect(throws: BSONError.self, "seed \(seed), length \(length)") {
                try copy(BSONReader(Array(bytes.prefix(length))))
            }
        }
    }

    @Test("a cut that the outer length agrees with is an error too", arguments: UInt64(1)...10)
    func shortenedContent(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var writer = BSONWriter()
        writer.append("d", document: try randomDocument(using: &random))
        let bytes = try writer.finish()
        for length in 8..<bytes.count - 1 {
            var short = Array(bytes.prefix(length)) + [0]
            withUnsafeBytes(of: Int32(short.count).littleEndian) { short.replaceSubrange(0..<4, with: $0) }
            #expect(throws: BSONError.self, "seed \(seed), length \(length)") { try copy(BSONReader(short)) }
        }
    }

    @Test("any flipped bit gives an error or a document that can be written and read again", arguments: UInt64(1)...10)
    func flippedBits(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try randomDocument(using: &random)
        for position in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[position / 8] ^= 1 << UInt8(position % 8)
            guard let again = try? copy(BSONReader(damaged)) else { continue }
            #expect(try copy(BSONReader(again)) == again, "seed \(seed), bit \(position)")
        }
    }

    @Test("random bytes with a right length never trap", arguments: UInt64(1)...10)
    func randomBytes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let count = Int.random(in: 5...120, using: &random)
            var bytes = (0..<count).map { _ in
                // Mostly small numbers: they are types, lengths and zeros, which lead deeper than noise does.
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...20, using: &random) : UInt8.random(in: 0...255, using: &random)
            }
            withUnsafeBytes(of: Int32(count).littleEndian) { bytes.replaceSubrange(0..<4, with: $0) }
            bytes[count - 1] = 0
            guard let again = try? copy(BSONReader(bytes)) else { continue }
            #expect(try copy(BSONReader(again)) == again, "seed \(seed), \(bytes)")
        }
    }

    @Test(
        "a fault of the outermost document is named",
        arguments: [
            ("", BSONError.Kind.truncated), ("04000000", .truncated), ("0500000000ff", .badLength),
            ("0500000001", .badLength), ("0400000000", .badLength), ("ffffffff00", .badLength),
            ("ffffff7f00", .truncated),
        ])
    func outermost(hexadecimal: String, kind: BSONError.Kind) {
        let error = #expect(throws: BSONError.self) { try copy(BSONReader(bytes(hexadecimal))) }
        #expect(error?.kind == kind, "\(error?.description ?? "no error")")
    }

    @Test(
        "a fault of a field is named",
        arguments: [
            ("206b00", BSONError.Kind.unknownType), ("086b0002", .badBoolean), ("016b0000000000", .truncated),
            ("0aff00", .badText), ("0a6b", .truncated), ("026b0002000000ff00", .badText),
            ("026b000000000000", .badLength), ("026b00ffffffff00", .badLength), ("026b00020000006101", .badLength),
            ("026b00ffffff7f6100", .truncated), ("056b00ffffffff000102", .badLength),
            ("056b00ffffff7f000102", .truncated),
            ("056b0006000000020300000007", .badLength), ("036b000400000000", .badLength),
            ("036b000600000000", .truncated),
            ("0f6b001d00000004000000662829001000000012780001000000000000000000", .badLength),
        ])
    func field(hexadecimal: String, kind: BSONError.Kind) {
        let content = bytes(hexadecimal)
        let document = [UInt8(content.count + 5), 0, 0, 0] + content + [0]
        let error = #expect(throws: BSONError.self) { try copy(BSONReader(document)) }
        #expect(error?.kind == kind, "\(error?.description ?? "no error")")
    }

    /// Fields of every type that the writer has a method for, nested a little.
    private func randomDocument(using random: inout SeededGenerator) throws -> [UInt8] {
        var writer = BSONWriter()
        fill(&writer, isList: false, levels: 3, using: &random)
        return try writer.finish()
    }

    private func fill(_ writer: inout BSONWriter, isList: Bool, levels: Int, using random: inout SeededGenerator) {
        for index in 0..<Int.random(in: 0...5, using: &random) {
            let key: BSONKey = isList ? .index(index) : .name(text(using: &random))
            switch Int.random(in: 0..<13, using: &random) {
            case 0: writer.appendNull(key)
            case 1: writer.append(key, bool: .random(using: &random))
            case 2: writer.append(key, int32: Int32(truncatingIfNeeded: random.next() as UInt64))
            case 3: writer.append(key, int64: Int64(bitPattern: random.next()))
            case 4: writer.append(key, double: Double(bitPattern: random.next()))
            case 5: writer.append(key, string: text(using: &random) + "\0")
            case 6: writer.append(key, date: Int64(bitPattern: random.next()))
            case 7:
                writer.append(
                    key, binary: Array(text(using: &random).utf8),
                    subtype: [0, 2, 4, 128].randomElement(using: &random) ?? 0)
            case 8: writer.append(key, regex: text(using: &random), options: "i")
            case 9: writer.append(key, value: .decimal128(BSONDecimal128(high: random.next(), low: random.next())))
            case 10: writer.append(key, value: .code(text(using: &random)))
            case 11 where levels > 0:
                writer.beginArray(key)
                fill(&writer, isList: true, levels: levels - 1, using: &random)
                writer.end()
            default:
                guard levels > 0 else { continue }
                writer.beginDocument(key)
                fill(&writer, isList: false, levels: levels - 1, using: &random)
                writer.end()
            }
        }
    }

    private func text(using random: inout SeededGenerator) -> String {
        let scalars: [Character] = ["a", "é", "語", "🙂", " ", "$", ".", "\n"]
        return String(
            (0..<Int.random(in: 0...6, using: &random)).map { _ in scalars.randomElement(using: &random) ?? "x" })
    }
}
