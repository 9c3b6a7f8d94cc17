import FileStorage
import RegistryCore
import Testing

enum ContentStoreCases {
    static func lifeOfContent(_ files: any FileStore) async throws {
        let store = try ContentStore(files)
        let bytes = TestBytes.make(10_000)
        let (id, isNew) = try await store.put(bytes)
        #expect(isNew)
        #expect(try await store.put(bytes) == (id, false))
        #expect(try await store.read(id) == bytes)
        let (other, _) = try await store.put(FileChunks([1, 2, 3]))
        #expect(other.hexadecimal == "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")

        // What is damaged is not given out.
        try await files.write(TestBytes.make(10_000, seed: 2), to: try store.key(id))
        let error = await #expect(throws: RegistryError.self) { try await store.read(id) }
        #expect(error?.code == .corruptData)
        try await files.write(bytes, to: try store.key(id))

        let now = WallTime.now
        func rules(_ days: Int64, dry: Bool = false) -> GarbageCollection {
            GarbageCollection(
                isDryRun: dry, now: WallTime(millisecondsSince1970: now.millisecondsSince1970 + days * 86_400_000))
        }
        #expect(try await store.collectGarbage(keeping: [id], rules(0)).young == 1)
        #expect(try await store.collectGarbage(keeping: [id], rules(2, dry: true)).marked == [other])
        let first = try await store.collectGarbage(keeping: [id], rules(2))
        #expect(first.marked == [other] && first.needed == 1 && first.found == 2 && first.deleted.isEmpty)
        #expect(try await store.collectGarbage(keeping: [id], rules(8)).waiting == [other])

        // It is there until the window is over, and can be had back by storing it again.
        #expect(try await store.read(other) == [1, 2, 3])
        #expect(try await store.put([1, 2, 3]) == (other, false))
        #expect(try await store.collectGarbage(keeping: [id], rules(20)).marked == [other])
        #expect(try await store.collectGarbage(keeping: [id, other], rules(40)).restored == [other])
        _ = try await store.collectGarbage(keeping: [id], rules(50))
        let dry = try await store.collectGarbage(keeping: [id], rules(60, dry: true))
        #expect(dry.deleted == [other] && dry.deletedBytes == 3)
        #expect(try await store.contains(other))
        // What is named right before it would be deleted stays, and loses its mark.
        let saved = try await store.collectGarbage(keeping: [id], rules(60)) { [id, other] }
        #expect(saved.deleted.isEmpty && saved.restored == [other] && saved.needed == 2)
        #expect(try await store.contains(other))
        #expect(try await store.collectGarbage(keeping: [id], rules(60)).marked == [other])
        #expect(try await store.collectGarbage(keeping: [id], rules(70)) { [id] }.deleted == [other])
        #expect(try await !store.contains(other))
        let last = try await store.collectGarbage(keeping: [id, other], rules(61))
        #expect(last.missing == [other] && last.found == 1)
    }
}
