import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import FileStorage

@Suite("Content that is stored and collected at the same instant")
struct ContentRaceTests {
    private static let bytes: [UInt8] = [1, 2, 3]

    /// Rules of a collection that is so many days after now.
    private static func rules(_ days: Int64) -> GarbageCollection {
        GarbageCollection(
            isDryRun: false,
            now: WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 + days * 86_400_000))
    }

    /// A content that was marked nine days ago, and a store in which the test does something once, before a step.
    private static func withMarkedContent(
        _ work: (_ base: LocalFileStore, _ id: ContentID) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.path)
            let plain = try ContentStore(base)
            let (id, _) = try await plain.put(bytes)
            #expect(try await plain.collectGarbage(keeping: [], rules(2)).marked == [id])
            try await work(base, id)
        }
    }

    /// Before a step for a key, the first time it is taken.
    private static func hooked(
        _ base: LocalFileStore, before step: HookedStore.Step, _ key: FileKey,
        _ hook: @escaping @Sendable () async throws -> Void
    ) -> HookedStore {
        let wasCalled = Mutex(false)
        return HookedStore(base: base) { taken, name in
            guard taken == step, name == key,
                !wasCalled.withLock({ called in
                    defer { called = true }
                    return called
                })
            else { return }
            try await hook()
        }
    }

    @Test func `what is stored while a collection is about to delete it is there when that is said`() async throws {
        try await Self.withMarkedContent { base, id in
            let (paused, released) = (Gate(), Gate())
            let putting = Mutex<Task<Bool, any Error>?>(nil)
            var other = try ContentStore(base)
            other.patience.clock.sleep = { _ in
                await paused.open()
                await released.wait()
            }
            let writer = other
            let files = Self.hooked(base, before: .delete, try writer.key(id)) {
                let task = Task {
                    let result = try await writer.put(Self.bytes)
                    // One that does not wait ends.
                    await paused.open()
                    return result.isNew
                }
                putting.withLock { $0 = task }
                await paused.wait()
            }
            #expect(try await ContentStore(files).collectGarbage(keeping: [], Self.rules(20)).deleted == [id])
            await released.open()
            let task = try #require(putting.withLock { $0 })
            #expect(try await task.value)
            #expect(try await writer.read(id) == Self.bytes)
            #expect(try await base.allFiles().count == 1)
        }
    }

    @Test func `a collection deletes nothing that somebody has just found to be there`() async throws {
        try await Self.withMarkedContent { base, id in
            let plain = try ContentStore(base)
            let reports = Mutex<[GarbageCollection.Report]>([])
            let files = Self.hooked(base, before: .delete, try plain.markKey(id)) {
                let report = try await plain.collectGarbage(keeping: [], Self.rules(20))
                reports.withLock { $0.append(report) }
            }
            #expect(try await ContentStore(files).put(Self.bytes) == (id, false))
            #expect(reports.withLock { $0.map(\.deleted) } == [[]])
            #expect(try await plain.read(id) == Self.bytes)
            #expect(try await base.allFiles().count == 1)
        }
    }

    @Test func `a collection that has listed a mark which was taken off since deletes nothing`() async throws {
        try await Self.withMarkedContent { base, id in
            let plain = try ContentStore(base)
            let files = Self.hooked(base, before: .write, try plain.claimKey(id)) {
                let stored = try await plain.put(Self.bytes)
                #expect(stored == (id, false))
                // Marked again, which has a window of its own.
                let report = try await plain.collectGarbage(keeping: [], Self.rules(19))
                #expect(report.marked == [id])
            }
            #expect(try await ContentStore(files).collectGarbage(keeping: [], Self.rules(20)).deleted.isEmpty)
            #expect(try await plain.read(id) == Self.bytes)
        }
    }

    /// A store on the same files whose time passes only in pauses, on a machine whose clock is ten years ahead of the store's.
    private static func patientStore(_ base: LocalFileStore) throws -> (store: ContentStore, clock: StorageClock) {
        var store = try ContentStore(base)
        let server = FakeServer { _, _ in FakeServer.response(200) }
        let ahead = WallTime(millisecondsSince1970: WallTime.now.millisecondsSince1970 + 315_360_000_000)
        store.patience.clock = server.clock(now: ahead)
        return (store, store.patience.clock)
    }

    @Test func `a claim is taken over when this process has seen it for a quarter of an hour, whatever clocks say`()
        async throws
    {
        try await Self.withMarkedContent { base, id in
            let (store, clock) = try Self.patientStore(base)
            try await base.writeText("crashed", to: try store.claimKey(id))
            let error = await #expect(throws: RegistryError.self) { try await store.put(Self.bytes) }
            #expect(error?.code == .unavailable)
            let report = try await store.collectGarbage(keeping: [], Self.rules(20))
            #expect(report.deleted.isEmpty && report.claimed == [id])
            // Somebody decides about it after all: the quarter of an hour begins anew.
            try await clock.sleep(.seconds(800))
            try await base.writeText("another", to: try store.claimKey(id))
            await #expect(throws: RegistryError.self) { try await store.put(Self.bytes) }
            try await clock.sleep(.seconds(700))
            await #expect(throws: RegistryError.self) { try await store.put(Self.bytes) }
            #expect(try await base.readText(try store.claimKey(id)) == "another")
            try await clock.sleep(.seconds(200))
            #expect(try await store.put(Self.bytes) == (id, false))
            #expect(try await base.allFiles().count == 1)
        }
    }

    @Test func `a collection that is patient takes over what a crash left, and asks again what is needed`() async throws
    {
        for isNeeded in [false, true] {
            try await Self.withMarkedContent { base, id in
                let (store, _) = try Self.patientStore(base)
                try await base.writeText("crashed", to: try store.claimKey(id))
                var rules = Self.rules(20)
                rules.claimPatience = GarbageCollection.enoughForClaims
                let questions = Mutex(0)
                let report = try await store.collectGarbage(keeping: [], rules) {
                    let number = questions.withLock {
                        $0 += 1
                        return $0
                    }
                    // A record has named it while the claim was waited for.
                    return isNeeded && number == 2 ? [id] : []
                }
                #expect(questions.withLock { $0 } == 2 && report.claimed.isEmpty)
                #expect(report.deleted == (isNeeded ? [] : [id]) && report.restored == (isNeeded ? [id] : []))
                #expect(try await base.allFiles().count == (isNeeded ? 1 : 0))
            }
        }
    }

    @Test func `who has lost the claim meanwhile does not give back another's`() async throws {
        try await Self.withMarkedContent { base, id in
            let claim = try ContentStore(base).claimKey(id)
            let files = Self.hooked(base, before: .delete, try ContentStore(base).markKey(id)) {
                try await base.writeText("another", to: claim)
            }
            #expect(try await ContentStore(files).put(Self.bytes) == (id, false))
            #expect(try await base.readText(claim) == "another")
        }
    }

    @Test func `two claims of the same moment are told apart`() async throws {
        try await Self.withMarkedContent { base, id in
            let claim = try ContentStore(base).claimKey(id)
            let texts = Mutex<[String]>([])
            for _ in 0..<2 {
                let files = Self.hooked(base, before: .delete, claim) {
                    let text = try await base.readText(claim)
                    texts.withLock { $0.append(text) }
                }
                var store = try ContentStore(files)
                store.patience.clock = try Self.patientStore(base).clock
                let now = WallTime(millisecondsSince1970: 1_700_000_000_000)
                store.patience.clock.now = { now }
                try await base.writeText("\(WallTime.now)", to: try store.markKey(id))
                try await store.put(Self.bytes)
            }
            #expect(Set(texts.withLock { $0 }).count == 2)
        }
    }

    @Test func `a file that becomes another while it is stored is never there under the wrong name`() async throws {
        try await withTemporaryFolder { folder in
            let base = try await LocalFileStore(folder: folder.appending(path: "store").path)
            let path = folder.appending(path: "file").path
            try Data(Self.bytes).write(to: URL(filePath: path))
            let id = try ContentID(SHA256.hexadecimalDigest(of: Self.bytes))
            let key = try ContentStore(base).key(id)
            let files = Self.hooked(base, before: .write, key) { try Data([4, 5, 6]).write(to: URL(filePath: path)) }
            let error = await #expect(throws: RegistryError.self) { try await ContentStore(files).put(fileAt: path) }
            #expect(error?.code == .corruptData)
            #expect(try await base.allFiles().isEmpty)
        }
    }
}
