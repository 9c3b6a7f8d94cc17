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
        // As the server puts something into the trash.
        let deleted: Document = ["_id": "f", "file": "b", "sha256": .string(digests[2])]
        try await store.insert([["_id": "x", "content": .binary(Binary(try deleted.bson()))]], into: .trash)
        try await store.insert([[digests[3]: 1]], into: try CollectionName("mine"))
        let bytes = stride(from: 0, to: 64, by: 2).map { place in
            UInt8(digests[4].dropFirst(place).prefix(2), radix: 16) ?? 0
        }
        try await store.insert([["_id": 1, "digest": .binary(Binary(bytes))]], into: try CollectionName("mine"))
        #expect(try await DataManager(store: store).namedContents() == Set(digests[..<5]))
    }

    @Test func `a digest is found behind the code of a sign, in a key and in an address`() {
        var found: Set<String> = []
        DigestSearch.add(digestsIn: .document(["weights%2E\(Self.digests[0])": 1]), to: &found)
        DigestSearch.add(
            digestsIn: .string("https://x.example/o/objects%2Fcontent%2Fab%2F\(Self.digests[1])?alt=media"), to: &found)
        DigestSearch.add(digestsIn: .binary(Binary(Array("at \(Self.digests[2])".utf8))), to: &found)
        #expect(found.isSuperset(of: Self.digests[..<3]))
    }

    @Test func `what is shorter than a digest is none, nor is a row of very many digits`() {
        var found: Set<String> = []
        for text in [String(Self.digests[0].dropLast()), "", "zz", String(repeating: "a", count: 10_000)] {
            DigestSearch.add(digestsIn: .string(text), to: &found)
        }
        #expect(found.isEmpty)
    }
}
