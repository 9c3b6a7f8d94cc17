import BSONCoding
import Testing

/// Bytes of every type, made by another implementation (pymongo's `bson.encode({"k": value})`).
private let knownAnswers: [(type: String, hexadecimal: String, shown: String)] = [
    ("double", "10000000016b00000000000000f8bf00", "-1.5"),
    ("string", "18000000026b000c000000e697a5e69cac00f09f99820000", "\"日本\\0🙂\""),
    ("document", "15000000036b000d00000003610005000000000000", "{a: {}}"),
    ("array", "14000000046b000c000000083000010a31000000", "[true, null]"),
    ("binary", "0f000000056b000200000000010200", "binary(0, [1, 2])"),
    (
        "uuid", "1d000000056b001000000004000102030405060708090a0b0c0d0e0f00",
        "binary(4, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])"
    ),
    ("old binary", "13000000056b00060000000202000000070800", "binary(2, [7, 8])"),
    ("objectID", "14000000076b0065f1a2b3c4d5e6f708192a3b00", "65f1a2b3c4d5e6f708192a3b"),
    ("bool", "09000000086b000000", "false"),
    ("date", "10000000096b00ffffffffffffffff00", "date(-1)"),
    ("null", "080000000a6b0000", "null"),
    ("regex", "0d0000000b6b005e6100690000", "/^a/i"),
    ("code", "100000000d6b00040000006628290000", "code(f())"),
    (
        "code with scope", "240000000f6b001c00000004000000662829001000000012780001000000000000000000",
        "code(f(), {x: 1})"
    ),
    ("int32", "0c000000106b00feffffff00", "int32(-2)"),
    ("timestamp", "10000000116b00090000000700000000", "timestamp(7, 9)"),
    ("int64", "10000000126b00fdffffffffffffff00", "-3"),
    ("decimal128", "18000000136b0096000000000000000000000000003cb000", "decimal(-1.50)"),
    ("minKey", "08000000ff6b0000", "minKey"),
    ("maxKey", "080000007f6b0000", "maxKey"),
]

@Suite("BSON bytes") struct BSONRoundTripTests {
    @Test(
        "every type reads as another implementation meant it, and is written back as the same bytes",
        arguments: knownAnswers)
    func knownAnswer(type: String, hexadecimal: String, shown: String) throws {
        let bytes = bytes(hexadecimal)
        #expect(try show(BSONReader(bytes)) == "{k: \(shown)}")
        #expect(try copy(BSONReader(bytes)) == bytes)
    }

    @Test func `types that only foreign programs write are read`() throws {
        let undefined = bytes("08000000066b0000")
        #expect(try show(BSONReader(undefined)) == "{k: undefined}")
        #expect(try copy(BSONReader(undefined)) == undefined)
        let symbol = bytes("100000000e6b00040000006628290000")
        #expect(try show(BSONReader(symbol)) == "{k: symbol(f())}")
        #expect(try copy(BSONReader(symbol)) == symbol)
        let pointer = bytes("1a0000000c6b0002000000610065f1a2b3c4d5e6f708192a3b00")
        #expect(try show(BSONReader(pointer)) == "{k: pointer(a, 65f1a2b3c4d5e6f708192a3b)}")
        #expect(try copy(BSONReader(pointer)) == pointer)
    }

    @Test func `keys of lists are decimal positions`() throws {
        var writer = BSONWriter()
        writer.beginArray("list")
        for index in 0..<12 { writer.append(.index(index), int64: Int64(index)) }
        writer.end()
        var reader = try BSONReader(try writer.finish())
        guard case .array(var list)? = try reader.nextValue() else {
            Issue.record("no list")
            return
        }
        var keys: [String] = []
        while let element = try list.next() { keys.append(element.key) }
        #expect(keys == (0..<12).map(String.init))
    }

    @Test func `a value is found by its path without reading its neighbours`() throws {
        var writer = BSONWriter()
        writer.append("bad", string: "text")
        writer.beginDocument("outer")
        writer.beginArray("list")
        writer.append(0, bool: false)
        writer.append(1, string: "found")
        writer.end()
        writer.end()
        writer.append("last", int64: 5)
        var bytes = try writer.finish()
        // The neighbour's text is not UTF-8 any more; nobody asks for it.
        bytes[14] = 0xFF
        var reader = try BSONReader(bytes)
        #expect(try reader.value(at: ["outer", "list", "1"]).map(show) == "\"found\"")
        #expect(try reader.value(at: ["last"]).map(show) == "5")
        #expect(try reader.value(at: ["outer", "other"]) == nil)
        #expect(try reader.value(at: ["last", "deeper"]) == nil)
        #expect(throws: BSONError.self) { try reader.next() }
    }

    @Test func `a path steps over values of every type`() throws {
        for answer in knownAnswers {
            let reader = try BSONReader(bytes(answer.hexadecimal))
            guard let value = try reader.value(at: ["k"]) else {
                Issue.record("\(answer.type) is not found")
                continue
            }
            var writer = BSONWriter()
            writer.append("before", value: value)
            writer.append("after", int64: 1)
            let both = try BSONReader(try writer.finish())
            #expect(try both.value(at: ["after"]).map(show) == "1", "\(answer.type)")
        }
    }

    @Test(
        "decimal numbers are shown as MongoDB shows them",
        arguments: [
            ("0", "00000000000000000000000000004030"), ("1.50", "96000000000000000000000000003c30"),
            ("-0", "000000000000000000000000000040b0"), ("1E+3", "01000000000000000000000000004630"),
            ("12345678901234567890123456789012.34", "f2af967ed05c82de3297ff6fde3c3c30"),
            ("9.999999999999999999999999999999999E+6144", "ffffffff638e8d37c087adbe09edff5f"),
            ("1E-6176", "01000000000000000000000000000000"), ("0.000001", "01000000000000000000000000003430"),
            ("1E-7", "01000000000000000000000000003230"), ("NaN", "0000000000000000000000000000007c"),
            ("-Infinity", "000000000000000000000000000000f8"), ("-1.2E-10", "0c000000000000000000000000002ab0"),
            ("0E+3", "00000000000000000000000000004630"), ("123", "7b000000000000000000000000004030"),
        ])
    func decimal(text: String, hexadecimal: String) {
        let number = bytes(hexadecimal).reversed().reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        let decimal = BSONDecimal128(
            high: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
        #expect(decimal.description == text)
    }
}

@Suite("BSONWriter") struct BSONWriterTests {
    @Test func `a key with a NUL is refused`() {
        var writer = BSONWriter()
        writer.append("a\0b", int64: 1)
        let error = #expect(throws: BSONError.self) { try writer.finish() }
        #expect(error?.kind == .nulInText)
    }

    @Test func `nesting is written to the limit and refused beyond`() throws {
        func nested(_ levels: Int) throws -> [UInt8] {
            var writer = BSONWriter()
            for _ in 1..<levels { writer.beginDocument("d") }
            for _ in 1..<levels { writer.end() }
            return try writer.finish()
        }
        let deepest = try nested(BSONWriter.deepestNesting)
        #expect(try copy(BSONReader(deepest)) == deepest)
        let error = #expect(throws: BSONError.self) { try nested(BSONWriter.deepestNesting + 1) }
        #expect(error?.kind == .tooDeep)
    }
}
