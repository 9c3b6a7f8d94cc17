import RegistryCore
import Testing

@testable import ArtifactRegistry

@Suite("Contents that any record names are known")
struct NamedContentTests {
    private static let digests = (0..<6).map { SHA256.hexadecimalDigest(of: [UInt8($0)]) }

    @Test func `in files' records, in others at any depth, in the trash, in texts, and as bytes`() async throws {
        let store = MemoryStore()
        let digests = Self.digests
        try await store.insert([["file": "a", "sha256": .string(digests[0].uppercased())]], into: .files)
        try await store.insert(
            [["Metadata": [["weights": ["at": .string("s3://b/objects/content/ab/\(digests[1])")]]]]], into: .artifacts)
        try await store.insert([["_id": "x", "record": ["sha256": .string(digests[2])]]], into: .trash)
        try await store.insert([[digests[3]: 1]], into: try CollectionName("mine"))
        let bytes = stride(from: 0, to: 64, by: 2).map { place in
            UInt8(digests[4].dropFirst(place).prefix(2), radix: 16) ?? 0
        }
        try await store.insert([["_id": 1, "digest": .binary(Binary(bytes))]], into: try CollectionName("mine"))
        #expect(try await DataManager(store: store).namedContents() == Set(digests[..<5]))
    }

    @Test func `what is longer or shorter than a digest is none`() {
        var found: Set<String> = []
        for text in ["\(Self.digests[0])a", String(Self.digests[0].dropLast()), "", "zz"] {
            DigestSearch.add(digestsIn: .string(text), to: &found)
        }
        #expect(found.isEmpty)
    }
}
