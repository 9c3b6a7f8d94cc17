import BSONCoding
import RegistryCore
import RegistryTestKit
import Testing

@Suite("Sort keys of stored records")
struct StoredSortKeysTests {
    @Test("they are the keys of the records' sort values", arguments: UInt64(1)...300)
    func sameKeys(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let document = DocumentGenerator.document(using: &random)
        let paths: [FieldPath] = ["a", "b", "c", "a.b", "a.0", "b.c.a", "0.1", "none"]
        let keys = StoredSortKeys(paths.map { SortKey($0, .ascending) })
        let bytes = try document.bson()
        try bytes.withUnsafeBytes { bytes throws in
            for (index, path) in paths.enumerated() {
                let expected = OrderedKey.sortBytes(of: document.sortValue(at: path))
                #expect(try keys.key(index, of: bytes) == expected, "seed \(seed), \(path)")
            }
        }
    }

    @Test func `a type without a case is read as the document has it, and damage is corrupt data`() throws {
        var writer = BSONWriter()
        writer.append("a", value: .timestamp(seconds: 1, increment: 2))
        let bytes = try writer.finish()
        let keys = StoredSortKeys([SortKey("a", .ascending)])
        try bytes.withUnsafeBytes { bytes throws in
            #expect(try keys.key(0, of: bytes) == OrderedKey.sortBytes(of: .array([])))
            let error = #expect(throws: RegistryError.self) {
                try keys.key(0, of: UnsafeRawBufferPointer(rebasing: bytes.dropLast()))
            }
            #expect(error?.code == .corruptData)
        }
    }
}
