import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test func `run identifiers sort by the time of their making and are UUIDs of version 7`() throws {
        var random = SeededGenerator(seed: 1)
        var previous: RunID?
        for millisecond in 1_700_000_000_000..<1_700_000_000_200 as Range<Int64> {
            let id = RunID(time: WallTime(millisecondsSince1970: millisecond), using: &random)
            if let previous { #expect(previous < id) }
            let digits = Array(id.description)
            #expect(digits.count == 32 && digits[12] == "7" && "89ab".contains(digits[16]))
            #expect(RunID(id.description.uppercased()) == id)
            previous = id
        }
    }

    @Test func `an identifier made of a name is always the same, and a UUID of version 8`() {
        let names = ["", "a", "b", "/logs\0a", "/logs\0a/b", "/logs\0" + String(repeating: "x", count: 10_000)]
        let ids = names.map { RunID(hashing: Array($0.utf8)) }
        #expect(Set(ids).count == names.count)
        #expect(ids == names.map { RunID(hashing: Array($0.utf8)) })
        // What is stored is found by it: it may never change.
        #expect(ids[3].description == "c296d599307a835aaa67932e4b5a02d3")
        for id in ids {
            let digits = Array(id.description)
            #expect(digits.count == 32 && digits[12] == "8" && "89ab".contains(digits[16]))
        }
    }

    @Test(arguments: [
        "", "xyz", String(repeating: "g", count: 32), String(repeating: "0", count: 31), "../../etc/passwd",
    ])
    func `what is no run identifier is nil`(_ text: String) {
        #expect(RunID(text) == nil)
    }

    @Test(arguments: [
        "", "$cmd", "a.b", "a\0", "system.users", "1st", "series", "Logs", "a b", String(repeating: "a", count: 65),
        "ä",
    ])
    func `what cannot name a collection is refused with a reason`(_ name: String) {
        let error = #expect(throws: RegistryError.self) { try CollectionName(name) }
        #expect(error?.code == .invalidArgument)
        #expect((error?.message.count ?? 0) > 30)
    }

    @Test func `a record's identifier reads back from its text`() {
        let id = ObjectID()
        #expect(RecordID(id.description) == .objectID(id))
        #expect(RecordID("my run") == .string("my run"))
        #expect(RecordID(Value.double(1)) == nil)
    }
}
