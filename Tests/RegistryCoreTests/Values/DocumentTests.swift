import RegistryCore
import Testing

@Suite("Documents")
struct DocumentTests {
    @Test func `fields keep the order in which they were given`() {
        var document: Document = ["b": 1, "a": 2]
        document["c"] = 3
        document["b"] = 4
        #expect(Array(document.keys) == ["b", "a", "c"])
        #expect(document["b"] == 4)
    }

    @Test func `setting nil removes a field, setting null stores nothing as a value`() {
        var document: Document = ["a": 1, "b": 2]
        document["a"] = nil as Value?
        document["b"] = .null
        #expect(document == ["b": nil])
    }

    @Test func `a key given twice keeps its first place and its last value`() {
        #expect(Document([("a", 1), ("b", 2), ("a", 3)]) == ["a": 3, "b": 2])
    }

    @Test func `keys are the same only when their bytes are`() {
        var document: Document = ["é": 1]
        document["e\u{301}"] = 2
        #expect(document.count == 2)
    }

    @Test func `a path looks into documents and lists`() {
        let document: Document = ["a": ["b": [1, ["c": 2]]], "d": 5]
        #expect(document[path: "a.b.1.c"] == 2)
        #expect(document[path: "a.b.0"] == 1)
        #expect(document[path: "a.b.7"] == nil)
        #expect(document[path: "d.e"] == nil)
    }

    @Test func `whole numbers and doubles are different values, NaN equals NaN`() {
        #expect(Value.int(1) != Value.double(1))
        #expect(Value.double(.nan) == Value.double(.nan))
        #expect(Value.double(0) != Value.double(-0.0))
        #expect(Set<Value>([.double(.nan), .double(.nan), 1, 1.0]).count == 3)
    }

    @Test func `any integer becomes a whole number, one beyond 64 bits the nearest double`() {
        #expect(Value(UInt8(7)) == 7)
        #expect(Value(UInt64.max) == .double(18_446_744_073_709_551_616))
        #expect(Value(Float(0.5)) == 0.5)
    }

    @Test(arguments: ["", "a..b", ".a", "a.", "$where", "a.$b", "a\0b", String(repeating: "x", count: 1_025)])
    func `a path that is none is refused`(_ path: String) {
        let error = #expect(throws: RegistryError.self) { try FieldPath(path) }
        #expect(error?.code == .invalidArgument)
    }

    @Test(arguments: ["", "%", "a.b", "$x", "100%", "%2E", "a\0b", "train/loss", "%%.$", "ä.ö"])
    func `any text becomes a field name and back`(_ text: String) throws {
        let name = FieldName.escaped(text)
        try FieldName.validate(name, within: "test")
        #expect(FieldName.unescaped(name) == text)
    }
}
