import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

struct DocumentDecoderTests {
    /// Documents in a row that share all keys, some, the same keys in another order, or none.
    private static let row: [Document] = [
        [:],
        ["a": 1, "b": "two", "c": .null],
        ["a": 2, "b": 2.5, "c": true],
        ["a": 3, "b": "three"],
        ["b": 1, "a": 2],
        ["a": 1, "b": 2, "c": 3, "d": [1, ["e": 2]]],
        ["ab": 1, "b": 2],
        ["a": 1, "bc": 2],
        ["a": .objectID(ObjectID()), "b": .date(WallTime(millisecondsSince1970: -1)), "é": .int(.min)],
        [:],
        ["a": 1],
    ]

    @Test func `documents in a row are read as each of them alone is`() throws {
        var decoder = DocumentDecoder()
        for document in Self.row + Self.row.reversed() {
            #expect(try decoder.decode(BSONReader(try document.bson())) == document)
        }
    }

    @Test func `random documents in a row are read as each of them alone is`() throws {
        let seed: UInt64 = 20_261_125
        var generator = SeededGenerator(seed: seed)
        let names = ["a", "b", "ab", "ba", "", "a long name of a field", "é"]
        var decoder = DocumentDecoder()
        for round in 0..<2_000 {
            var document: Document = [:]
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                guard let name = names.randomElement(using: &generator) else { continue }
                document[name] = Bool.random(using: &generator) ? .int(Int64(round)) : .string("text \(round)")
            }
            let decoded = try decoder.decode(BSONReader(try document.bson()))
            #expect(decoded == document, "seed \(seed), round \(round)")
        }
    }

    @Test func `of a key that is there twice behind known keys the first value counts`() throws {
        var decoder = DocumentDecoder()
        _ = try decoder.decode(BSONReader(try (["a": 1, "b": 2] as Document).bson()))
        var writer = BSONWriter()
        writer.append("a", int64: 1)
        writer.append("a", int64: 2)
        writer.append("b", int64: 3)
        #expect(try decoder.decode(BSONReader(try writer.finish())) == ["a": 1, "b": 3])
        #expect(try decoder.decode(BSONReader(try (["a": 5, "b": 6] as Document).bson())) == ["a": 5, "b": 6])
    }

    @Test func `a damaged document does not disturb the reading of the next`() throws {
        var decoder = DocumentDecoder()
        let document: Document = ["name": "some text", "number": 7]
        let bytes = try document.bson()
        _ = try decoder.decode(BSONReader(bytes))
        for index in 4..<bytes.count {
            var damaged = bytes
            damaged[index] ^= 0xFF
            _ = try? decoder.decode(BSONReader(damaged))
            #expect(try decoder.decode(BSONReader(bytes)) == document)
        }
    }
}
