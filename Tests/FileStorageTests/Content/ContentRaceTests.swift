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

    /// Where a claim of a name lies.
    private static func claim(_ name: String, on id: ContentID, _ base: LocalFileStore) throws -> FileKey {
        try ContentStore(base).claims(of: id).appending(name)
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
            let files = Self.hooked(base, before: .write, try Self.claim("collection", on: id, base)) {
                let stored = try await plain.put(Self.bytes)
                #expect(stored == (id, false))
                // Marked again, which has a window of its own.
                let report = try await plain.collectGarbage(keeping: [], Self.rules(19))
                #expect(report.marked == [id])
            }
            var collecting = try ContentStore(files)
            collecting.makeClaimName = { "collection" }
            #expect(try await collecting.collectGarbage(keeping: [], Self.rules(20)).deleted.isEmpty)
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
            let crashed = try Self.claim("crashed", on: id, base)
            let another = try Self.claim("another", on: id, base)
            try await base.writeText("", to: crashed)
            let error = await #expect(throws: RegistryError.self) { try await store.put(Self.bytes) }
            #expect(error?.code == .unavailable)
            let report = try await store.collectGarbage(keeping: [], Self.rules(20))
            #expect(report.deleted.isEmpty && report.claimed == [id])
            // Somebody decides about it after all: the quarter of an hour begins anew.
            try await clock.sleep(.seconds(800))
            try await base.delete(crashed)
            try await base.writeText("", to: another)
            await #expect(throws: RegistryError.self) { try await store.put(Self.bytes) }
            try await clock.sleep(.seconds(700))
            await #expect(throws: RegistryError.self) { try await store.put(Self.bytes) }
            #expect(try await base.exists(another))
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
                try await base.writeText("", to: try Self.claim("crashed", on: id, base))
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
            let another = try Self.claim("another", on: id, base)
            let files = Self.hooked(base, before: .delete, try ContentStore(base).markKey(id)) {
                try await base.writeText("", to: another)
            }
            #expect(try await ContentStore(files).put(Self.bytes) == (id, false))
            #expect(try await base.allFiles(in: try ContentStore(base).claims(of: id)).map(\.key) == [another])
        }
    }

    @Test func `giving a claim back again, as the answer was lost, gives back no other's`() async throws {
        try await Self.withMarkedContent { base, id in
            let mine = try Self.claim("mine", on: id, base)
            let other = try ContentStore(base)
            let isTaken = Mutex(false)
            let files = Self.hooked(base, before: .delete, mine) {
                // The first attempt has deleted it, and nobody heard that.
                try await base.delete(mine)
                let claim = try await ContentClaim.take(id, in: other)
                isTaken.withLock { $0 = claim != nil }
            }
            var store = try ContentStore(files)
            store.makeClaimName = { "mine" }
            let claim = try #require(try await ContentClaim.take(id, in: store))
            try await claim.holding {}
            #expect(isTaken.withLock { $0 })
            let third = try await ContentClaim.take(id, in: try ContentStore(base))
            #expect(third == nil, "the other has it still")
        }
    }

    @Test func `of two who take over what a crash left at the same moment one has it`() async throws {
        try await Self.withMarkedContent { base, id in
            try await base.writeText("", to: try Self.claim("crashed", on: id, base))
            let (second, clock) = try Self.patientStore(base)
            let isSeconds = Mutex(false)
            // Both have seen that it is left, and the one writes after the other.
            let files = Self.hooked(base, before: .write, try Self.claim("first", on: id, base)) {
                let claim = try await ContentClaim.take(id, in: second)
                isSeconds.withLock { $0 = claim != nil }
            }
            var first = try ContentStore(files)
            first.patience.clock = clock
            first.makeClaimName = { "first" }
            for store in [first, second] {
                let claim = try await ContentClaim.take(id, in: store)
                #expect(claim == nil)
            }
            try await clock.sleep(ClaimWatch.lifetime)
            let claim = try await ContentClaim.take(id, in: first)
            #expect(claim == nil && isSeconds.withLock { $0 })
            #expect(try await base.allFiles(in: try second.claims(of: id)).count == 1)
        }
    }

    @Test func `who takes so long over a claim that another may have it soon deletes nothing, and says so`()
        async throws
    {
        try await Self.withMarkedContent { base, id in
            let clock = try Self.patientStore(base).clock
            let files = Self.hooked(base, before: .write, try Self.claim("slow", on: id, base)) {
                try await clock.sleep(.seconds(400))
            }
            var store = try ContentStore(files)
            store.patience.clock = clock
            store.makeClaimName = { "slow" }
            let report = try await store.collectGarbage(keeping: [], Self.rules(20))
            #expect(report.deleted.isEmpty && report.claimed == [id])
            #expect(try await store.read(id) == Self.bytes)
        }
    }

    @Test func `what its owner gave back is not watched any more`() async throws {
        try await Self.withMarkedContent { base, id in
            let store = try ContentStore(base)
            let claim = try Self.claim("another", on: id, base)
            try await base.writeText("", to: claim)
            #expect(try await !ContentClaim.isFree(id, in: store))
            #expect(store.watch.count == 1)
            try await base.delete(claim)
            #expect(try await ContentClaim.isFree(id, in: store))
            #expect(store.watch.count == 0)
        }
    }

    @Test func `two claims never have one name`() async throws {
        try await Self.withMarkedContent { base, id in
            let folder = try ContentStore(base).claims(of: id)
            let names = Mutex<[FileKey]>([])
            let files = HookedStore(base: base) { step, key in
                if step == .write, key.path.hasPrefix("\(folder)/") { names.withLock { $0.append(key) } }
            }
            for _ in 0..<2 {
                var store = try ContentStore(files)
                store.patience.clock = try Self.patientStore(base).clock
                let now = WallTime(millisecondsSince1970: 1_700_000_000_000)
                store.patience.clock.now = { now }
                try await base.writeText("\(WallTime.now)", to: try store.markKey(id))
                try await store.put(Self.bytes)
            }
            let seen = names.withLock { $0 }
            #expect(seen.count == 2 && Set(seen).count == 2)
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
