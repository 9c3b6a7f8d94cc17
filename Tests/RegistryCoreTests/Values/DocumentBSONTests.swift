import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Documents as BSON") struct DocumentBSONTests {
    @Test("random documents come back bit for bit", arguments: UInt64(1)...50)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let document = DocumentGenerator.document(using: &random)
        #expect(try Document(bson: try document.bson()) == document, "seed \(seed)")
    }

    @Test("of a key that is there twice the first value counts", arguments: [1, 5, 31, 32, 33, 200])
    func repeatedKeys(others: Int) throws {
        var writer = BSONWriter()
        writer.append("twice", int64: 1)
        for index in 0..<others { writer.append(.name("key\(index)"), int64: Int64(index)) }
        writer.append("twice", int64: 2)
        writer.append("key0", int64: 3)
        let document = try Document(bson: try writer.finish())
        #expect(Array(document.keys) == ["twice"] + (0..<others).map { "key\($0)" })
        #expect(document["twice"] == 1)
        #expect(document["key0"] == 0)
    }

    @Test func `keys that only look the same are different`() throws {
        var writer = BSONWriter()
        writer.append("é", int64: 1)
        writer.append("e\u{301}", int64: 2)
        #expect(try Document(bson: try writer.finish()).count == 2)
    }

    @Test func `types without a case become Extended JSON, and 32-bit integers whole numbers`() throws {
        let id = try #require(ObjectID("65f1a2b3c4d5e6f708192a3b"))
        let scope = try BSONReader(try (["x": 1] as Document).bson())
        let values: [(BSONValue, Value)] = [
            (.int32(-5), -5), (.undefined, ["$undefined": true]),
            (.regex(pattern: "^a", options: "i"), ["$regularExpression": ["pattern": "^a", "options": "i"]]),
            (.dbPointer(namespace: "n", id: id), ["$dbPointer": ["$ref": "n", "$id": .objectID(id)]]),
            (.code("f"), ["$code": "f"]), (.symbol("s"), ["$symbol": "s"]),
            (.codeWithScope("f", scope: scope), ["$code": "f", "$scope": ["x": 1]]),
            (.timestamp(seconds: 7, increment: 9), ["$timestamp": ["t": 7, "i": 9]]),
            (.decimal128(BSONDecimal128(high: 0x303C_0000_0000_0000, low: 150)), ["$numberDecimal": "1.50"]),
            (.minKey, ["$minKey": 1]), (.maxKey, ["$maxKey": 1]),
        ]
        for (stored, expected) in values {
            var writer = BSONWriter()
            writer.append("value", value: stored)
            #expect(try Document(bson: try writer.finish())["value"] == expected)
        }
    }

    @Test func `damaged bytes are corrupt data`() throws {
        let bytes = try (["a": ["b": "text"]] as Document).bson()
        for length in 0..<bytes.count {
            let error = #expect(throws: RegistryError.self) { try Document(bson: Array(bytes.prefix(length))) }
            #expect(error?.code == .corruptData)
        }
    }

    @Test func `what BSON cannot say is an invalid argument`() {
        var deep: Value = 1
        for _ in 0..<BSONWriter.deepestNesting { deep = ["a": deep] }
        for document in [["a\0": 1], ["a": ["b\0c": 1]], ["deep": deep]] as [Document] {
            let error = #expect(throws: RegistryError.self) { try document.bson() }
            #expect(error?.code == .invalidArgument)
        }
    }
}
