import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Documents that are read when needed")
struct EncodedDocumentTests {
    private static func json(_ record: EncodedDocument, without omitted: String? = nil) throws -> String {
        var writer = JSONWriter()
        try record.write(to: &writer, without: omitted.map { OmittedField($0) })
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("their JSON is that of the document", arguments: UInt64(1)...200)
    func sameJSON(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let document = DocumentGenerator.document(using: &random)
        let encoded = try EncodedDocument(document)
        #expect(try Self.json(encoded) == document.json(), "seed \(seed)")
        #expect(try encoded.document() == document)
        for name in DocumentGenerator.names {
            #expect(try encoded[name] == document[name])
            var rest = document
            rest[name] = nil
            #expect(try Self.json(encoded, without: name) == rest.json(), "seed \(seed) without \(name)")
        }
    }

    @Test(
        "another text in a field changes nothing else, and a field that holds none has no other",
        arguments: UInt64(1)...200)
    func otherText(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let document = DocumentGenerator.document(using: &random)
        let encoded = try EncodedDocument(document)
        for name in DocumentGenerator.names + ["nowhere"] {
            for text in ["", "lost", "a much longer text, with \0 and 日本"] {
                var expected: Document?
                if case .string? = document[name] {
                    expected = document
                    expected?[name] = .string(text)
                }
                #expect(try encoded.replacing(name, with: text)?.document() == expected, "seed \(seed), \(name)")
            }
        }
    }

    @Test("of a key that is there twice the first value counts, whoever reads it", arguments: [1, 5, 32, 300])
    func repeatedKeys(others: Int) throws {
        var writer = BSONWriter()
        writer.append("kept", int64: 0)
        writer.beginDocument("nested")
        writer.append("twice", int64: 1)
        for index in 0..<others { writer.append(.name("key\(index)"), int64: Int64(index)) }
        writer.append("twice", int64: 2)
        writer.end()
        let bytes = try writer.finish()
        let encoded = try EncodedDocument(bson: bytes)
        #expect(try Self.json(encoded) == Document(bson: bytes).json())
        #expect(try Self.json(encoded, without: "kept").hasPrefix(#"{"nested":{"twice":1,"key0":0"#))
        #expect(try Document(bson: bytes)["nested"]?.documentValue?["twice"] == 1)
        #expect(try encoded["nested"]?.documentValue?["twice"] == 1)
        let value = try BSONReader(bytes).value(at: ["nested", "twice"])
        #expect(try value.map { try Value(reading: $0) } == 1)
    }

    /// Looking each key up among those before it would take hours.
    @Test("a hundred thousand keys are no work without end, at any depth", .timeLimit(.minutes(5)))
    func manyKeys() throws {
        var document = Document((0..<1_000).map { ("k\($0)", .int($0)) })
        let many = Document(distinct: (0..<100_000).map { ("k\($0)", .int($0)) })
        document["nested"] = .document(["inner": .document(many)])
        let encoded = try EncodedDocument(document)
        #expect(try encoded.document().count == 1_001)
        #expect(try Self.json(encoded) == document.json())
    }

    @Test func `keys that only look the same, and types without a case, are written as the document's`() throws {
        var writer = BSONWriter()
        writer.append("é", int32: 1)
        writer.append("e\u{301}", value: .decimal128(BSONDecimal128(high: 0x303C_0000_0000_0000, low: 150)))
        writer.append("\"\\\n\u{1}/", value: .regex(pattern: "^a", options: "i"))
        writer.append("binary", binary: [1, 2, 3], subtype: 4)
        writer.append("early", date: -1)
        writer.append("late", date: 253_402_300_800_000)
        let bytes = try writer.finish()
        #expect(try Self.json(EncodedDocument(bson: bytes)) == Document(bson: bytes).json())
    }

    @Test("text with every byte that JSON escapes, at every place of a word, is written as the document's")
    func escapes() throws {
        for byte in UInt8(0)...127 {
            for place in 0..<17 {
                var text = [UInt8](repeating: UInt8(ascii: "x"), count: 17)
                text[place] = byte
                let document: Document = ["text": .string(String(decoding: text, as: UTF8.self))]
                let json = try Self.json(EncodedDocument(document))
                #expect(try Document(json: json) == document)
                #expect(json == document.json())
            }
        }
    }

    @Test func `damage anywhere is corrupt data or another document, and leaves nothing half written`() throws {
        var random = SeededGenerator(seed: 7)
        let document: Document = [
            "name": "run é", "n": 5, "x": 0.5, "list": [1, "two", nil, ["deep": true]], "when": .date(.now),
            "id": .objectID(ObjectID()), "nested": ["a": ["b": "text"]],
        ]
        let bytes = try document.bson()
        for length in 0..<bytes.count {
            #expect(throws: RegistryError.self) { try EncodedDocument(bson: Array(bytes.prefix(length))) }
        }
        for _ in 0..<5_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 4..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let encoded = try? EncodedDocument(bson: damaged) else { continue }
            var writer = JSONWriter()
            writer.append("[")
            do throws(RegistryError) {
                try encoded.write(to: &writer)
                let text = String(decoding: writer.bytes.dropFirst(), as: UTF8.self)
                #expect(try text == Document(bson: damaged).json())
            } catch {
                #expect(error.code == .corruptData)
                #expect(writer.bytes == [UInt8(ascii: "[")])
                #expect(throws: RegistryError.self) { try Document(bson: damaged) }
            }
        }
    }
}
