import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Values as JSON")
struct ValueJSONTests {
    @Test func `a record reads like its JSON`() throws {
        let record: Document = ["ModelName": "MyModel", "Accuracy": 0.95, "iteration": 100]
        #expect(record.json() == #"{"ModelName":"MyModel","Accuracy":0.95,"iteration":100}"#)
        #expect(try Document(json: record.json()) == record)
    }

    @Test func `every value at the edge of what can be stored comes back from its JSON`() throws {
        for value in StoreContract.edgeValues {
            #expect(try Value(json: value.json()) == value)
        }
    }

    @Test func `random documents come back from their JSON`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let document = DocumentGenerator.document(using: &random)
            #expect(try Document(json: document.json()) == document, "seed 11: \(document)")
        }
    }

    @Test func `documents that look like Extended JSON come back as the documents they are`() throws {
        let keys = [
            "$oid", "$date", "$binary", "$uuid", "$numberLong", "$numberInt", "$numberDouble", "$literal", "$gt",
            "$numberDecimal",
            "a",
        ]
        let texts: [Value] = [
            "5", "65a000000000000000000001", "2026-01-01T00:00:00Z", "NaN", 5, .date(.init(millisecondsSince1970: -1)),
        ]
        var random = SeededGenerator(seed: 12)
        func document(_ depth: Int) -> Document {
            let chosen = keys.shuffled(using: &random).prefix(Int.random(in: 0..<10, using: &random) < 7 ? 1 : 2)
            return Document(
                chosen.map { key in
                    let inner = Int.random(in: 0..<3, using: &random) > 0 && depth > 0
                    return (key, inner ? .document(document(depth - 1)) : texts.randomElement(using: &random) ?? nil)
                })
        }
        for _ in 0..<5_000 {
            let document: Document = ["value": .document(document(4)), "list": [.document(document(2))]]
            let json = document.json()
            #expect(try Document(json: json) == document, "seed 12: \(json)")
            var writer = JSONWriter()
            try EncodedDocument(document).write(to: &writer)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
        }
    }

    @Test func `a literal beside other fields, or of no document, is nothing special`() throws {
        #expect(try Value(json: #"{"$literal":{"$oid":"zz"}}"#) == ["$oid": "zz"])
        #expect(try Value(json: #"{"$literal":{"$numberLong":"5"},"a":1}"#) == ["$literal": 5, "a": 1])
        #expect(
            try Value(json: #"{"a":1,"$literal":{"$literal":{"$numberLong":"5"}}}"#) == [
                "a": 1, "$literal": ["$numberLong": "5"],
            ])
        #expect(try Value(json: #"{"$literal":5}"#) == ["$literal": 5])
        #expect(throws: RegistryError.self) { try Value(json: #"{"$literal":{"$oid":"zz"},"a":1}"#) }
    }

    @Test func `a whole number and a double stay what they are`() throws {
        #expect(try Value(json: "1") == .int(1))
        #expect(try Value(json: "1.0") == .double(1))
        #expect(try Value(json: "1e3") == .double(1_000))
        #expect(try Value(json: "9223372036854775807") == .int(.max))
        #expect(try Value(json: "9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(Value.double(3).json() == "3.0")
    }

    @Test func `extended JSON says what plain JSON cannot`() throws {
        #expect(try Value(json: #"{"$numberDouble":"-Infinity"}"#) == .double(-.infinity))
        #expect(
            try Value(json: #"{"$oid":"65a000000000000000000001"}"#).objectIDValue?.description
                == "65a000000000000000000001")
        #expect(
            try Value(json: #"{"$date":"1970-01-01T00:00:01.5Z"}"#) == .date(WallTime(millisecondsSince1970: 1_500)))
        #expect(try Value(json: #"{"$date":{"$numberLong":"-1"}}"#) == .date(WallTime(millisecondsSince1970: -1)))
        #expect(try Value(json: #"{"$binary":{"base64":"AQI=","subType":"00"}}"#) == .binary(Binary([1, 2])))
        #expect(try Value(json: #"{"$gt": 5}"#) == ["$gt": 5])
    }

    @Test(arguments: [
        ("", "line 1, column 1"), ("{", "column 2"), ("[1,]", "column 4"), ("{\"a\":1,\"a\":2}", "column 8"),
        ("01", "column 1"),
        ("\"\\x\"", "column 2"), ("\"\\ud800\"", "half"), ("{\"$oid\":\"zz\"}", "$oid"), ("1e999", "too large"),
        ("nul", "column 1"),
        ("{\n\"a\": tru}", "line 2, column 6"), ("\"a", "closing quote"), ("1 2", "column 3"),
        ("{\"$date\":\"2026-02-30\"}", "$date"),
        ("\u{7}", "expected a value"), ("\"\u{1}\"", "escaped"),
    ])
    func `text that is not JSON is refused with the place`(_ text: String, _ part: String) {
        let error = #expect(throws: RegistryError.self) { try Value(json: text) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test func `nesting without end is refused, not followed`() {
        let text = String(repeating: "[", count: 1_000_000)
        #expect(throws: RegistryError.self) { try Value(json: text) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: RegistryError.self) { try Value(json: [0x22, 0xFF, 0x22]) }
    }

    @Test func `damaged JSON is refused or read, never a crash`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<3_000 {
            var bytes = Array(DocumentGenerator.document(using: &random).json().utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let index = bytes.indices.randomElement(using: &random) else { continue }
                bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
            if let value = try? Value(json: bytes) { #expect(try Value(json: value.json()) == value) }
        }
    }
}
